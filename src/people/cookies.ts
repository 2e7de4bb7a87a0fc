/** Persisted: scripts and the API's description name it. */
const cookieName = 'jiuqing.session_token'

/** The session's secret in a `Cookie` header. */
export function sessionCookie(header: string | undefined): string | undefined {
  const pair = header
    ?.split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(`${cookieName}=`))
  const value = pair?.slice(cookieName.length + 1)
  return value === undefined || value === '' ? undefined : value
}

/** Lives as long as the browser; the server ends the session earlier. Secrets are base64url and need no quoting. */
export function writeSessionCookie(secret: string, secure: boolean): string {
  return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function clearSessionCookie(secure: boolean): string {
  return `${writeSessionCookie('', secure)}; Max-Age=0`
}

/** The token in an `Authorization: Bearer ...` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1]
}

import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'

/** Mark and name of the product. */
export function Brand({ small }: { readonly small: boolean }) {
  const say = useSay()
  return (
    <div className={`brand${small ? ' small' : ''}`}>
      <BrandMark />
      {small ? null : (
        <span>
          <strong>{say(common.product)}</strong>
          <span className="brand-long">{say(common.productLong)}</span>
        </span>
      )}
    </div>
  )
}

export function BrandMark({ size = 30 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="brand-mark">
      <path d="M16 2.5c5.6 6.3 8.5 10.9 8.5 15.200a8.5 8.5 0 0 1-17 0C7.5 13.4 10.4 8.8 16 2.500Z" fill="#ffffff" />
      <path
        d="M7.6 17.200c2.8-1.9 5.6-1.9 8.4 0s5.6 1.9 8.4 0c.2 5.7-3.6 9.1-8.4 9.100s-8.6-3.4-8.4-9.100Z"
        fill="#2aa3ab"
      />
    </svg>
  )
}

import sharp from 'sharp'

export const thumbnailPixels = 480

/** Pictures that claim more than this are not opened: a small file may unfold to fill the memory. */
const mostPixels = 100_000_000

/**
 * A small JPEG of a photo, turned as the camera was held, without its EXIF data (position, camera).
 *
 * @returns `undefined` for what cannot be made small: papers (PDF), HEIC, and damaged pictures
 */
export async function smallPicture(type: string, content: Uint8Array): Promise<Uint8Array | undefined> {
  if (type === 'application/pdf' || type === 'image/heic') return undefined
  const picture = sharp(content, { limitInputPixels: mostPixels, failOn: 'none' })
  const readable = await picture.metadata().then(
    () => true,
    () => false,
  )
  if (!readable) return undefined
  return picture
    .rotate()
    .resize(thumbnailPixels, thumbnailPixels, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer()
}

import type { Map as MapLibre } from 'maplibre-gl'
import { palette } from '../theme.ts'

/**
 * Words and numbers on the map, drawn on a canvas when the map first asks for them: no font server is needed.
 * Names: `tally:COUNT:NATIONAL` a cluster; `county:NAME` a county's name; `name:NAME` a water's name.
 */
export function drawMissingImages(map: MapLibre): void {
  map.setMissingStyleImageResolver(id => {
    const image = imageOf(id)
    if (image !== undefined && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: density })
  })
}

const density = 2
const fonts = "'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',sans-serif"

function imageOf(id: string): ImageData | undefined {
  const [kind, ...rest] = id.split(':')
  if (kind === 'tally') return tally(Number(rest[0]), Number(rest[1]))
  if (kind === 'county') return words(rest.join(':'), { size: 12, weight: 500, colour: '#4a626a' })
  if (kind === 'name') return words(rest.join(':'), { size: 12, weight: 600, colour: palette.ink })
  return undefined
}

/** A disc with the number of waters; the ring's dark part is the share on the national list. */
function tally(count: number, national: number): ImageData | undefined {
  const radius = count < 10 ? 14 : count < 100 ? 18 : count < 1000 ? 22 : 27
  const size = (radius + 3) * 2
  return drawn(size, size, context => {
    const middle = size / 2
    disc(context, middle, radius + 2, '#ffffff')
    disc(context, middle, radius, palette.teal)
    context.lineWidth = 3
    context.strokeStyle = '#0d2b33'
    context.beginPath()
    const share = count === 0 ? 0 : Math.min(1, national / count)
    context.arc(middle, middle, radius - 1.5, -Math.PI / 2, -Math.PI / 2 + share * 2 * Math.PI)
    context.stroke()
    context.fillStyle = '#ffffff'
    context.font = `600 ${count < 1000 ? 13 : 12}px ${fonts}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(shortCount(count), middle, middle + 0.5)
  })
}

/** Keeps a count inside its disc: 12,345 is shown as 12k. */
export function shortCount(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`
}

function disc(context: OffscreenCanvasRenderingContext2D, middle: number, radius: number, colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(middle, middle, radius, 0, 2 * Math.PI)
  context.fill()
}

function words(
  text: string,
  { size, weight, colour }: { readonly size: number; readonly weight: number; readonly colour: string },
): ImageData | undefined {
  const font = `${weight} ${size}px ${fonts}`
  const measure = new OffscreenCanvas(1, 1).getContext('2d')
  if (measure === null) return undefined
  measure.font = font
  const width = Math.ceil(measure.measureText(text).width) + 8
  return drawn(width, size + 8, context => {
    context.font = font
    context.textBaseline = 'middle'
    context.lineJoin = 'round'
    context.lineWidth = 3.5
    context.strokeStyle = 'rgb(255 255 255 / 92%)'
    context.strokeText(text, 4, size / 2 + 4)
    context.fillStyle = colour
    context.fillText(text, 4, size / 2 + 4)
  })
}

function drawn(
  width: number,
  height: number,
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): ImageData | undefined {
  const canvas = new OffscreenCanvas(width * density, height * density)
  const context = canvas.getContext('2d')
  if (context === null) return undefined
  context.scale(density, density)
  draw(context)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

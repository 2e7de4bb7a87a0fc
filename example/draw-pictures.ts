import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Picture } from './events.ts'

/**
 * Draws `pictures/*.jpg`: a pond before, during and after, with the caption 示例图片. Run by hand after a change of the drawing
 * (`node example/draw-pictures.ts`); what it draws is committed, so that writing the example needs no fonts.
 */
const drawings = {
  before: { water: '#3b3a2f', ground: '#8f8a5e', caption: '示例图片：治理前', extra: floats() },
  works: { water: '#7c6f57', ground: '#a08a5c', caption: '示例图片：治理中', extra: digger() },
  after: { water: '#5fa8c4', ground: '#79a860', caption: '示例图片：治理后', extra: plants() },
} as const satisfies Record<Picture, { water: string; ground: string; caption: string; extra: string }>

const [width, height] = [960, 640]

for (const [picture, drawing] of Object.entries(drawings)) {
  const file = fileURLToPath(new URL(`pictures/${picture}.jpg`, import.meta.url))
  await sharp(Buffer.from(sceneOf(drawing)))
    .composite([{ input: await captionOf(drawing.caption), left: 32, top: height - 84 }])
    .jpeg({ quality: 78, mozjpeg: true })
    .toFile(file)
}

function sceneOf({ water, ground, extra }: { water: string; ground: string; extra: string }): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="220" fill="#cfe3ee"/>
    <path d="M0 220 Q180 120 380 190 T760 160 T960 210 V300 H0 Z" fill="#6f8f6a"/>
    <rect y="260" width="${width}" height="${height - 260}" fill="${ground}"/>
    <path d="M180 420 Q220 320 420 330 T760 350 Q860 420 760 500 T380 530 Q200 520 180 420 Z" fill="${water}" stroke="#4d4632" stroke-width="10"/>
    ${extra}
    <rect y="${height - 104}" width="${width}" height="104" fill="#000" fill-opacity="0.55"/>
  </svg>`
}

function floats(): string {
  const spots = [[320, 400], [420, 450], [560, 390], [640, 460], [500, 420]] // prettier-ignore
  return spots.map(([x, y]) => `<ellipse cx="${x}" cy="${y}" rx="26" ry="9" fill="#c9c3a5" opacity="0.8"/>`).join('')
}

function digger(): string {
  return `<g fill="#e0a020"><rect x="640" y="290" width="110" height="50"/><path d="M650 290 L560 230 L500 330 L520 338 L570 260 L660 310 Z"/></g>
    <rect x="630" y="338" width="130" height="22" rx="11" fill="#333"/>`
}

function plants(): string {
  const stems = [240, 262, 284, 690, 712, 734]
  return stems
    .map(x => `<path d="M${x} 440 Q${x - 8} 390 ${x + 4} 340" stroke="#2f6b2f" stroke-width="7" fill="none"/>`)
    .join('')
}

async function captionOf(text: string): Promise<Buffer> {
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const fontfile = join(folder, '500Medium', 'NotoSansSC_500Medium.ttf')
  return sharp({
    text: { text: `<span foreground="white">${text}</span>`, font: 'Noto Sans SC 30', fontfile, rgba: true },
  })
    .png()
    .toBuffer()
}

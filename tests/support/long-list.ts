import { createXlsx } from '../../src/platform/files/xlsx-writer.ts'
import type { ByteSink } from '../../src/platform/files/xlsx-writer.ts'

const headers = [
  '序号', '县级行政区划', '乡镇/街道', '行政村名称', '水体名称', '水体类型', '水域面积(m2)', '长(m)', '宽(m)', '起点名称', '起点经度', '起点纬度',
  '终点名称', '终点经度', '终点纬度', '监管清单级别', '主要污染问题', '治理完成时间', '治理后是否常年有水',
] // prettier-ignore

/** Writes a made-up official list of any length in the official layout, all rows sound, all in 城北村 of 新洲区. */
export async function writeLongList(rows: number, sink: ByteSink): Promise<void> {
  const book = createXlsx(sink)
  const sheet = await book.sheet({ name: '名册' })
  await sheet.row(headers.map((value, column) => ({ column, value })))
  for (let number = 1; number <= rows; number++) {
    const length = 100 + (number % 400)
    const values = [
      number, '新洲区', '邾城街', '城北村', `试验水沟${number}号`, '沟渠', length * 3, length, 3, `起点${number}`, 114.79 + (number % 1000) / 1e5,
      30.85783, `终点${number}`, 114.8 + (number % 1000) / 1e5, 30.85835, '国家监管', 'a', '2025年第四季度', '常年有水',
    ] // prettier-ignore
    await sheet.row(values.map((value, column) => ({ column, value })))
  }
  await sheet.end()
  await book.end()
}

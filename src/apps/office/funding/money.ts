const yuanPerWan = 10_000

/** Money is entered and shown in 10,000 yuan and sent in whole yuan. @example yuanOf(22_600) // 226000000 */
export function yuanOf(wan: number): number {
  return Math.round(wan * yuanPerWan)
}

export function wanOf(yuan: number): number {
  return yuan / yuanPerWan
}

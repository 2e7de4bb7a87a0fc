import type { ThemeConfig } from 'antd'

/**
 * The product's colours. Water teal and ink; every text colour reaches 4.5:1 on the grounds it stands on (checked with axe in the
 * browser test). The same values stand as custom properties in `look.css`.
 */
export const palette = {
  ink: '#0d2b33',
  text: '#15323b',
  secondary: '#48626b',
  quiet: '#586f77',
  border: '#d6e0e1',
  hairline: '#e6eded',
  ground: '#f3f6f6',
  surface: '#ffffff',
  teal: '#0b6b74',
  tealDeep: '#07535b',
  tealPale: '#e3f1f1',
  red: '#b3261e',
  amber: '#8a5700',
  green: '#1b7242',
  blue: '#1f5aa6',
} as const

const fonts =
  "-apple-system, BlinkMacSystemFont, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Segoe UI', sans-serif"

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.teal,
    colorInfo: palette.teal,
    colorLink: palette.teal,
    colorLinkHover: palette.tealDeep,
    colorError: palette.red,
    colorWarning: palette.amber,
    colorSuccess: palette.green,
    colorText: palette.text,
    colorTextHeading: palette.ink,
    colorTextSecondary: palette.secondary,
    colorTextTertiary: palette.quiet,
    colorTextQuaternary: palette.quiet,
    colorTextPlaceholder: palette.quiet,
    colorTextDescription: palette.quiet,
    colorTextDisabled: palette.quiet,
    colorBorder: palette.border,
    colorBorderSecondary: palette.hairline,
    colorBgLayout: palette.ground,
    borderRadius: 6,
    borderRadiusLG: 8,
    fontFamily: fonts,
    fontSize: 14,
    controlHeight: 34,
    boxShadowTertiary: 'none',
    motionDurationMid: '0.15s',
    motionDurationSlow: '0.2s',
  },
  components: {
    Table: {
      cellPaddingBlockMD: 9,
      cellPaddingInlineMD: 12,
      cellPaddingBlockSM: 7,
      cellPaddingInlineSM: 10,
      cellFontSizeSM: 13,
      cellFontSizeMD: 13,
      headerBg: '#f0f5f5',
      headerColor: palette.secondary,
      headerSplitColor: 'transparent',
      rowHoverBg: '#f2f8f8',
      rowSelectedBg: palette.tealPale,
      rowSelectedHoverBg: '#d9ecec',
      borderColor: palette.hairline,
    },
    Menu: {
      darkItemBg: palette.ink,
      darkSubMenuItemBg: palette.ink,
      darkItemColor: '#c3d5d8',
      darkItemHoverBg: '#17414b',
      darkItemHoverColor: '#ffffff',
      darkItemSelectedBg: '#14606a',
      darkItemSelectedColor: '#ffffff',
      darkGroupTitleColor: '#8fadb3',
      itemHeight: 38,
      itemMarginInline: 10,
      itemBorderRadius: 6,
      groupTitleFontSize: 12,
    },
    Layout: { siderBg: palette.ink, headerBg: palette.surface, bodyBg: palette.ground, headerHeight: 56 },
    Tabs: { itemColor: palette.secondary, titleFontSize: 14 },
    Descriptions: { labelColor: palette.quiet, labelBg: '#f6f9f9' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Breadcrumb: { itemColor: palette.quiet, linkColor: palette.secondary, lastItemColor: palette.secondary },
    Tag: { defaultBg: '#eef3f3', defaultColor: palette.text },
  },
}

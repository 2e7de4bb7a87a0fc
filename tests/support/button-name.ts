/** The name of a button as it is drawn: a space is set between the two characters of a short label. */
export const buttonName = (label: string): RegExp => new RegExp(`^${[...label].join('\\s*')}$`)

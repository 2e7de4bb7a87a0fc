import type { FormItemProps } from 'antd'

type Path = string | readonly (string | number)[]

/** For a field without which others mean nothing: once one of them is filled, so must this be, so that nothing typed is dropped. */
export function neededWith(others: readonly Path[], message: string): Pick<FormItemProps, 'dependencies' | 'rules'> {
  const paths = others.map(path => (typeof path === 'string' ? path : [...path]))
  return {
    dependencies: paths,
    rules: [
      ({ getFieldValue }) => ({
        validator: (_rule, value: unknown) =>
          isBlank(value) && paths.some(path => !isBlank(getFieldValue(path)))
            ? Promise.reject(new Error(message))
            : Promise.resolve(),
      }),
    ],
  }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

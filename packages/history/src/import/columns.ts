import type { CsvRow } from './csv-rows.js'

/** What is wrong with a mapping, or with it for this log. */
export type MappingFault =
  | { readonly fault: 'ColumnMissing'; readonly column: string }
  | { readonly fault: 'ColumnTwice'; readonly column: string }
  | { readonly fault: 'TimeFormatNotUnderstood'; readonly format: string; readonly zone: string }

/** Thrown while a mapping is made ready for a log, and caught around it. */
export class ColumnNotUsable {
  constructor(
    readonly fault: 'ColumnMissing' | 'ColumnTwice',
    readonly column: string,
  ) {}
}

/** Finds columns by their names: the column's text in a row, nothing where it isn't known. Throws `ColumnNotUsable`. */
export const columnsOf = (
  header: ReadonlyArray<string>,
  unknownTexts: ReadonlyArray<string> = [],
): ((name: string) => (row: CsvRow) => string | undefined) => {
  const unknown = new Set(['', ...unknownTexts])
  return (name) => {
    const index = header.indexOf(name)
    if (index === -1) throw new ColumnNotUsable('ColumnMissing', name)
    if (header.includes(name, index + 1)) throw new ColumnNotUsable('ColumnTwice', name)
    return ({ values }) => {
      const text = values[index]
      return text === undefined || unknown.has(text) ? undefined : text
    }
  }
}

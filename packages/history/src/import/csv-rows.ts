import * as E from 'fp-ts/lib/Either.js'
import { bytesOfFile } from '../file/file-bytes.js'
import { fileFaultOf } from '../file/file-failure.js'
import { MAX_LINE_BYTES } from '../file/file-source.js'
import { linesOf } from '../file/lines.js'
import type { HistoryFault } from '../history-fault.js'

/** One record of a CSV file. */
export interface CsvRow {
  /** The line that it begins on, from 1. */
  readonly line: number
  readonly values: ReadonlyArray<string>
  /** As it stands in the file, without its line end. */
  readonly raw: string
}

export interface CsvOptions {
  /** One character; a comma where it is absent. */
  readonly delimiter?: string
  readonly maxLineBytes?: number
}

/**
 * The records of a CSV file (RFC 4180: quoted fields may hold delimiters, doubled quotes and line ends), the header
 * among them, in batches. Compressed where the name ends in `.gz`. Empty lines are passed over. A fault is the last
 * that is given.
 */
export async function* csvRows(
  path: string,
  { delimiter = ',', maxLineBytes = MAX_LINE_BYTES }: CsvOptions = {},
): AsyncGenerator<E.Either<HistoryFault, ReadonlyArray<CsvRow>>, void, undefined> {
  /** A record whose quotes are still open at the end of its line. */
  let open: { readonly line: number; readonly raw: string } | undefined
  const rowsOf = (lines: ReadonlyArray<string>, first: number): Array<CsvRow> => {
    const rows: Array<CsvRow> = []
    for (let index = 0; index < lines.length; index += 1) {
      const text = lines[index] as string
      if (open === undefined && text === '') continue
      const line = open?.line ?? first + index
      const raw = open === undefined ? text : `${open.raw}\n${text}`
      const values = fieldsOf(raw, delimiter)
      open = values === undefined ? { line, raw } : undefined
      if (values !== undefined) rows.push({ line, values, raw })
    }
    return rows
  }

  try {
    for await (const read of linesOf(bytesOfFile(path), maxLineBytes)) {
      switch (read.kind) {
        case 'lines':
          yield E.right(rowsOf(read.lines, read.first))
          break
        case 'rest':
          yield E.right(rowsOf([read.text.replace(/\r$/, '')], read.line))
          break
        case 'not-utf8':
          yield E.left({ fault: 'NotUtf8', at: { history: path, line: read.line } })
          return
        case 'too-long':
          yield E.left({ fault: 'LineTooLong', at: { history: path, line: read.line }, limitBytes: maxLineBytes })
          return
      }
      if (open !== undefined && open.raw.length > maxLineBytes) {
        yield E.left({ fault: 'LineTooLong', at: { history: path, line: open.line }, limitBytes: maxLineBytes })
        return
      }
    }
  } catch (thrown) {
    yield E.left(fileFaultOf(path, thrown, 'reading'))
    return
  }
  if (open !== undefined) yield E.left({ fault: 'Truncated', at: { history: path, line: open.line } })
}

/** The fields of a record; nothing where its quotes are not closed. A quote within an unquoted field is itself. */
const fieldsOf = (raw: string, delimiter: string): ReadonlyArray<string> | undefined => {
  if (!raw.includes('"')) return raw.split(delimiter)
  const fields: Array<string> = []
  let start = 0
  for (;;) {
    if (raw[start] !== '"') {
      const end = raw.indexOf(delimiter, start)
      if (end === -1) return [...fields, raw.slice(start)]
      fields.push(raw.slice(start, end))
      start = end + 1
      continue
    }
    let end = raw.indexOf('"', start + 1)
    while (end !== -1 && raw[end + 1] === '"') end = raw.indexOf('"', end + 2)
    if (end === -1) return undefined
    // What follows the closing quote up to the delimiter belongs to the field as it stands.
    const next = raw.indexOf(delimiter, end + 1)
    const tail = raw.slice(end + 1, next === -1 ? undefined : next)
    fields.push(raw.slice(start + 1, end).replaceAll('""', '"') + tail)
    if (next === -1) return fields
    start = next + 1
  }
}

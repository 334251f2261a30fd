import * as E from 'fp-ts/lib/Either.js'
import type { MappingFault } from './columns.js'
import { type CsvRow, csvRows } from './csv-rows.js'
import type { Import, ImportFault } from './import.js'

/** Takes the rows of a log in, one by one. */
export interface RowsTaken {
  readonly take: (row: CsvRow) => void
}

/** Reads a log to its end before anything is made of it: makes `gathering` ready by its header, and hands it every row. */
export const wholeLog = async <Gathering extends RowsTaken>(
  { log, mapping, maxLineBytes, onHeader }: Pick<Import, 'log' | 'mapping' | 'maxLineBytes' | 'onHeader'>,
  gatheringBy: (header: ReadonlyArray<string>) => E.Either<MappingFault, Gathering>,
): Promise<E.Either<ImportFault, { readonly gathered: Gathering; readonly rows: number }>> => {
  const { delimiter } = mapping.csv
  let gathered: Gathering | undefined
  let rows = 0
  for await (const batch of csvRows(log, {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(maxLineBytes === undefined ? {} : { maxLineBytes }),
  })) {
    if (E.isLeft(batch)) return batch
    for (const row of batch.right) {
      if (gathered !== undefined) {
        rows += 1
        gathered.take(row)
        continue
      }
      const ready = gatheringBy(row.values.map((name) => name.trim()))
      if (E.isLeft(ready)) return ready
      gathered = ready.right
      onHeader?.(row.raw)
    }
  }
  return gathered === undefined ? E.left({ fault: 'HeaderMissing', file: log }) : E.right({ gathered, rows })
}

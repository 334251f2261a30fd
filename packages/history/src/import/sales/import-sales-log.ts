import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { csvRows } from '../csv-rows.js'
import type { Import, ImportFault, ImportSummary } from '../import.js'
import type { LeftOut } from '../source-value.js'
import { importInvoices } from './import-sales.js'
import { type InvoicesOfRows, invoicesOfRows } from './invoices.js'
import type { SalesMapping } from './sales-mapping.js'

/** Reads the whole log before it takes the first invoice: an invoice's rows may stand anywhere, and order is by time. */
export const importSalesLog =
  (asked: Import & { readonly mapping: SalesMapping }): TaskEither<ImportFault, ImportSummary> =>
  async () => {
    const { log, mapping, target, maxLineBytes, onLeftOut, onHeader, onProgress } = asked
    const { delimiter } = mapping.csv
    const linesLeftOut = new Set<number>()
    const leaveOut = (leftOut: LeftOut): void => {
      linesLeftOut.add(leftOut.line)
      onLeftOut?.(leftOut)
    }
    let gathered: InvoicesOfRows | undefined
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
        const header = row.values.map((name) => name.trim())
        const ready = invoicesOfRows(mapping, header, leaveOut)
        if (E.isLeft(ready)) return ready
        gathered = ready.right
        onHeader?.(row.raw)
      }
    }
    if (gathered === undefined) return E.left({ fault: 'HeaderMissing', file: log })
    const invoices = gathered.inOrder()
    const imported = await importInvoices({
      invoices,
      mapping,
      target,
      leaveOut,
      ...(onProgress === undefined ? {} : { onProgress }),
    })()
    if (E.isLeft(imported)) return imported
    return E.right({
      ...imported.right,
      rows,
      cases: invoices.length,
      casesAre: 'invoices',
      rowsLeftOut: linesLeftOut.size,
    })
  }

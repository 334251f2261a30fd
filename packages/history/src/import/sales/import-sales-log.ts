import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Import, ImportFault, ImportSummary } from '../import.js'
import type { LeftOut } from '../source-value.js'
import { wholeLog } from '../whole-log.js'
import { importInvoices } from './import-sales.js'
import { invoicesOfRows } from './invoices.js'
import type { SalesMapping } from './sales-mapping.js'

/** Reads the whole log before it takes the first invoice: an invoice's rows may stand anywhere, and order is by time. */
export const importSalesLog =
  (asked: Import & { readonly mapping: SalesMapping }): TaskEither<ImportFault, ImportSummary> =>
  async () => {
    const { mapping, target, onLeftOut, onProgress } = asked
    const linesLeftOut = new Set<number>()
    const leaveOut = (leftOut: LeftOut): void => {
      linesLeftOut.add(leftOut.line)
      onLeftOut?.(leftOut)
    }
    const read = await wholeLog(asked, (header) => invoicesOfRows(mapping, header, leaveOut))
    if (E.isLeft(read)) return read
    const { gathered, rows } = read.right
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

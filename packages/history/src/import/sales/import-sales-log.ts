import { importWholeLog } from '../import-whole-log.js'
import { importInvoices } from './import-sales.js'
import { invoicesOfRows } from './invoices.js'

/** A log of sales, one invoice after another by their times. */
export const importSalesLog = importWholeLog({
  casesAre: 'invoices',
  gatheringBy: invoicesOfRows,
  casesOf: (gathered) => gathered.inOrder(),
  importCases: importInvoices,
})

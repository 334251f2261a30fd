import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'
import type { MappingFault } from './columns.js'
import type { Mapping } from './mapping.js'
import type { SalesMapping } from './sales/sales-mapping.js'
import type { LeftOut } from './source-value.js'
import type { UnitsMapping } from './units/units-mapping.js'

export interface Import {
  /** A CSV file with a header, compressed where its name ends in `.gz`. */
  readonly log: string
  readonly mapping: Mapping | SalesMapping | UnitsMapping
  readonly target: HistoryTarget
  readonly maxLineBytes?: number
  /** Told of each thing that was not taken, in the order of the tickets, of the units or of the rows. */
  readonly onLeftOut?: (leftOut: LeftOut) => void
  /** Told the log's header line, before anything else. */
  readonly onHeader?: (raw: string) => void
  /** Told from time to time how many rows were read. */
  readonly onProgress?: (rows: number) => void
}

export interface ImportSummary {
  /** Without the header. */
  readonly rows: number
  /** Tickets; of a log of sales, invoices; of a log of repairs, units. */
  readonly cases: number
  readonly casesAre: 'tickets' | 'invoices' | 'units'
  readonly eventsAdded: number
  /** Events of these cases that the target held before. */
  readonly eventsThereBefore: number
  /** Rows of which something was not taken. */
  readonly rowsLeftOut: number
}

export type ImportFault = HistoryFault | MappingFault | { readonly fault: 'HeaderMissing'; readonly file: string }

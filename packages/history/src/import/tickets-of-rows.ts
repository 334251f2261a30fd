import type { CsvRow } from './csv-rows.js'

export interface TicketRows {
  readonly key: string
  readonly rows: ReadonlyArray<CsvRow>
}

/** Gathers rows into tickets. */
export interface TicketsOfRows {
  readonly take: (key: string, row: CsvRow) => void
  /** The tickets that are whole, each once, in the order of their first rows. */
  readonly ready: () => Iterable<TicketRows>
  /** At the end of the log: the tickets that are left. */
  readonly rest: () => Iterable<TicketRows>
}

/**
 * `together`: a ticket is whole when the next one begins, and a row of it that comes later is told to `onApart`.
 * `scattered`: no ticket is whole before the end of the log.
 */
export const ticketsOf = (rows: 'together' | 'scattered', onApart: (row: CsvRow) => void): TicketsOfRows =>
  rows === 'together' ? together(onApart) : scattered()

const together = (onApart: (row: CsvRow) => void): TicketsOfRows => {
  const seen = new Set<string>()
  let open: { readonly key: string; readonly rows: Array<CsvRow> } | undefined
  let whole: Array<TicketRows> = []
  const taken = (): ReadonlyArray<TicketRows> => {
    const tickets = whole
    whole = []
    return tickets
  }
  return {
    take: (key, row) => {
      if (open?.key === key) open.rows.push(row)
      else if (seen.has(key)) onApart(row)
      else {
        if (open !== undefined) whole.push(open)
        seen.add(key)
        open = { key, rows: [row] }
      }
    },
    ready: taken,
    rest: () => {
      if (open !== undefined) whole.push(open)
      open = undefined
      return taken()
    },
  }
}

const scattered = (): TicketsOfRows => {
  const tickets = new Map<string, { readonly key: string; readonly rows: Array<CsvRow> }>()
  return {
    take: (key, row) => {
      const ticket = tickets.get(key)
      if (ticket === undefined) tickets.set(key, { key, rows: [row] })
      else ticket.rows.push(row)
    },
    ready: () => [],
    rest: () => tickets.values(),
  }
}

import { type Currency, parseDecimal, roundedMoney } from '@aftersale/domain/money'
import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { ColumnNotUsable, columnsOf, type MappingFault } from '../columns.js'
import type { CsvRow } from '../csv-rows.js'
import { readTime } from '../source-time.js'
import { type LeftOut, NotTaken } from '../source-value.js'
import type { SalesMapping } from './sales-mapping.js'

/** A row of an invoice that can be taken: `ordinal` counts all the invoice's rows from 1, so that equal rows differ. */
export interface InvoiceLine {
  readonly row: Pick<CsvRow, 'line' | 'raw'>
  readonly ordinal: number
  readonly customer: string
  readonly sku: string
  /** Units bought or brought back, above 0. */
  readonly quantity: number
  readonly at: Instant
  /** As it is written. */
  readonly unitPrice: string
  /** Quantity × price, half-up; of lines bought alone. */
  readonly netMinor: bigint
}

export interface Invoice {
  readonly invoice: string
  readonly kind: 'sale' | 'return'
  /** Not empty, and all of one customer. */
  readonly lines: ReadonlyArray<InvoiceLine>
}

/** Gathers the rows of a log into invoices. */
export interface InvoicesOfRows {
  readonly take: (row: CsvRow) => void
  /** At the end of the log: the invoices in the order of their times; at equal time sales first, then as in the log. */
  readonly inOrder: () => ReadonlyArray<Invoice>
}

/** A mapping made ready for a log with these columns; a row that can't be taken is told to `leaveOut`. */
export const invoicesOfRows = (
  { csv, times, sales, currency }: SalesMapping,
  header: ReadonlyArray<string>,
  leaveOut: (leftOut: LeftOut) => void,
): E.Either<MappingFault, InvoicesOfRows> => {
  const timeOf = readTime(times.format, times.zone)
  if (timeOf === undefined) {
    return E.left({ fault: 'TimeFormatNotUnderstood', format: times.format, zone: times.zone })
  }
  const column = columnsOf(header, csv.unknown)
  try {
    const columns = {
      invoice: column(sales.invoice),
      customer: column(sales.customer),
      sku: column(sales.sku),
      quantity: column(sales.quantity),
      unitPrice: column(sales.unitPrice),
      at: column(sales.at),
    }
    return E.right(gathering(columns, header.length, sales, currency, timeOf, leaveOut))
  } catch (thrown) {
    if (thrown instanceof ColumnNotUsable) return E.left({ fault: thrown.fault, column: thrown.column })
    throw thrown
  }
}

type ColumnName = 'invoice' | 'customer' | 'sku' | 'quantity' | 'unitPrice' | 'at'
type Columns = Readonly<Record<ColumnName, (row: CsvRow) => string | undefined>>

const WHOLE_NUMBER = /^-?\d{1,9}$/

const gathering = (
  columns: Columns,
  width: number,
  sales: SalesMapping['sales'],
  currency: Currency,
  timeOf: (text: string) => Instant | undefined,
  leaveOut: (leftOut: LeftOut) => void,
): InvoicesOfRows => {
  const invoices = new Map<string, { rows: number; readonly lines: Array<InvoiceLine> }>()

  const known = (row: CsvRow, name: ColumnName, reason: string): string => {
    const text = columns[name](row)
    if (text === undefined) throw new NotTaken(reason, sales[name])
    return text
  }

  const lineOf = (row: CsvRow, invoice: string, ordinal: number): InvoiceLine => {
    const isReturn = invoice.startsWith(sales.returnPrefix)
    const customer = known(row, 'customer', 'CustomerMissing')
    const sku = known(row, 'sku', 'ProductMissing')
    const atText = known(row, 'at', 'TimeMissing')
    const at = timeOf(atText)
    if (at === undefined) throw new NotTaken('NotATime', `${sales.at} = ${atText}`)
    const quantityText = known(row, 'quantity', 'QuantityMissing')
    if (!WHOLE_NUMBER.test(quantityText)) throw new NotTaken('QuantityNotWhole', `${sales.quantity} = ${quantityText}`)
    const signed = Number(quantityText)
    if (isReturn ? signed >= 0 : signed <= 0) {
      throw new NotTaken(isReturn ? 'QuantityNotBelow0' : 'QuantityNotAbove0', `${sales.quantity} = ${quantityText}`)
    }
    const quantity = Math.abs(signed)
    const unitPrice = columns.unitPrice(row) ?? ''
    return {
      row: { line: row.line, raw: row.raw },
      ordinal,
      customer,
      sku,
      quantity,
      at,
      unitPrice,
      // What comes back is worth what was paid for it, whatever the credit note says.
      netMinor: isReturn ? 0n : netOf(quantity, unitPrice),
    }
  }

  const netOf = (quantity: number, unitPrice: string): bigint => {
    const price = parseDecimal(unitPrice)
    if (E.isLeft(price)) throw new NotTaken('NotAPrice', `${sales.unitPrice} = ${unitPrice}`)
    const { numerator, denominator } = price.right
    if (numerator <= 0n) throw new NotTaken('PriceNotAbove0', `${sales.unitPrice} = ${unitPrice}`)
    const net = roundedMoney({ numerator: numerator * BigInt(quantity), denominator }, currency)
    if (E.isLeft(net)) throw new NotTaken('AmountOutOfBounds', `${sales.unitPrice} = ${unitPrice}`)
    return net.right.amountMinor
  }

  return {
    take: (row) => {
      const tell = (reason: string, value: string): void => leaveOut({ line: row.line, reason, value, raw: row.raw })
      if (row.values.length !== width) {
        return tell('WrongNumberOfFields', `${row.values.length} instead of ${width}`)
      }
      const key = columns.invoice(row)
      if (key === undefined) return tell('KeyMissing', sales.invoice)
      const invoice = invoices.get(key) ?? { rows: 0, lines: [] }
      invoices.set(key, invoice)
      invoice.rows += 1
      try {
        const line = lineOf(row, key, invoice.rows)
        const customer = invoice.lines[0]?.customer ?? line.customer
        if (line.customer !== customer) throw new NotTaken('CustomerDiffers', `${sales.customer} = ${line.customer}`)
        invoice.lines.push(line)
      } catch (thrown) {
        if (!(thrown instanceof NotTaken)) throw thrown
        tell(thrown.reason, thrown.value)
      }
    },
    inOrder: () =>
      [...invoices]
        .filter(([, { lines }]) => lines.length > 0)
        .map(([invoice, { lines }]): Invoice => {
          const kind = invoice.startsWith(sales.returnPrefix) ? 'return' : 'sale'
          return { invoice, kind, lines }
        })
        .sort(byTimeThenSalesFirst),
  }
}

const byTimeThenSalesFirst = (one: Invoice, other: Invoice): number => {
  const [left, right] = [one.lines[0]?.at ?? '', other.lines[0]?.at ?? '']
  if (left !== right) return left < right ? -1 : 1
  return one.kind === other.kind ? 0 : one.kind === 'sale' ? -1 : 1
}

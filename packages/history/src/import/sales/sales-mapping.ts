import { Currency, MarketCode, ReturnPolicy, SaleChannel, Zone } from '@aftersale/domain'
import { NonEmptyText, optional, record, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

// The format of mapping files, documented in docs/importing.md: add, never rename.

const Column = NonEmptyText

/** How the lines of a shop's invoices and credit notes become purchases and returns. */
export const SalesMapping = record(
  {
    name: NonEmptyText,
    /** Under it, ids are made from the log's own keys (uuid v5). */
    namespace: Uuid,
    csv: record({
      delimiter: optional(t.string),
      /** What stands where something isn't known; an empty field always is unknown. */
      unknown: optional(t.readonlyArray(t.string)),
    }),
    times: record({ format: NonEmptyText, zone: NonEmptyText }),
    sales: record({
      /** Rows with the same text in this column are one invoice, wherever they stand. */
      invoice: Column,
      /** An invoice whose number begins with it takes goods back; its quantities are below 0. */
      returnPrefix: NonEmptyText,
      customer: Column,
      sku: Column,
      quantity: Column,
      /** Of one unit, in the currency's units, exact: `6.95`. */
      unitPrice: Column,
      at: Column,
    }),
    currency: Currency,
    marketCode: MarketCode,
    channel: SaleChannel,
    zone: Zone,
    /** What returns are judged by; where it is absent everything bought may come back at any time. */
    returnPolicy: optional(ReturnPolicy),
  },
  'SalesMapping',
)
export type SalesMapping = t.TypeOf<typeof SalesMapping>

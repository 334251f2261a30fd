import * as t from 'io-ts'
import { NonEmptyText, PositiveInteger, Uuid } from './identifiers.js'
import { Instant } from './instant.js'
import { message } from './message.js'
import type { EventMetadata } from './metadata.js'
import { personal } from './personal.js'
import { optional, record } from './record.js'
import { conversionCodec } from './value-conversion.js'

/** Minor units: a bigint in memory, text of its digits in JSON. */
export const Amount = conversionCodec<bigint, string>('Amount', {
  is: (value): value is bigint => typeof value === 'bigint',
  from: (value) => (typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : undefined),
  to: String,
})

const Contact = record({ name: personal(NonEmptyText), email: optional(personal(t.string)) }, 'Contact')

const Line = record(
  { sku: NonEmptyText, quantity: PositiveInteger, paid: Amount, note: optional(personal(t.string)) },
  'Line',
)

export const PurchaseRecorded = message('PurchaseRecorded', {
  purchaseId: Uuid,
  buyer: Contact,
  lines: t.readonlyArray(Line),
  channel: t.keyof({ web: null, store: null }),
})

/** Version 1 had `days`, version 2 `hours`. */
export const WarrantyActivated = message(
  'WarrantyActivated',
  { warrantyId: Uuid, startsAt: Instant, coveredMinutes: PositiveInteger },
  {
    upcasters: [
      ({ days, ...rest }) => ({ ...rest, hours: (days as number) * 24 }),
      ({ hours, ...rest }) => ({ ...rest, coveredMinutes: (hours as number) * 60 }),
    ],
  },
)

export const warrantyId = '0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b' as Uuid
const purchaseId = '7d0c1e0e-5c1b-4a53-9d3e-3b1f1f1d2c4a' as Uuid
export const startsAt = '2025-06-02T07:00:00.000Z' as Instant

export const metadataAt = (schemaVersion: number) =>
  ({
    eventId: '11111111-2222-5333-8444-555555555555' as Uuid,
    schemaVersion: schemaVersion as PositiveInteger,
    occurredAt: startsAt,
    recordedAt: startsAt,
    actor: { kind: 'agent', id: 'agent-7' as NonEmptyText },
    commandId: 'command-1' as NonEmptyText,
    correlationId: 'correlation-1' as NonEmptyText,
    causationId: 'command-1' as NonEmptyText,
    commandHash: '99999999-2222-5333-8444-555555555555' as Uuid,
  }) satisfies EventMetadata

/** As it is stored. */
export const purchaseData = {
  purchaseId,
  buyer: { name: 'Ada Byron', email: 'ada@example.org' },
  lines: [
    { sku: 'kettle', quantity: 1, paid: '17925' },
    { sku: 'filter', quantity: 2, paid: '900', note: 'a gift for Grace' },
  ],
  channel: 'web',
}

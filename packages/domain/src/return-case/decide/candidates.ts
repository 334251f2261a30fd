import type { NonEmptyText } from '@aftersale/messages'
import { noUnits, overlap, type UnitRuns, unitsOf, without } from '../../units/index.js'
import type { RequestReturn } from '../commands.js'
import type { EvidenceLine, PurchaseEvidence } from '../purchase-evidence.js'
import type { RequestLine } from '../request-line.js'

/** A purchase line that a request line may draw on. */
export interface Candidate {
  readonly purchase: PurchaseEvidence
  readonly line: EvidenceLine
}

/**
 * The line that is named; or of the purchase that is named, or of all that were bought by then, those of the product: the
 * latest purchase first, of equal age the one given last, and within one the last line first.
 */
export const candidatesFor = (
  { evidence, requestedAt }: RequestReturn['data'],
  { purchaseId, lineId, sku }: RequestLine,
): ReadonlyArray<Candidate> =>
  evidence
    .filter((purchase) => purchase.purchasedAt <= requestedAt)
    .filter((purchase) => purchaseId === undefined || purchase.purchaseId === purchaseId)
    .reverse()
    .sort((one, other) => (one.purchasedAt === other.purchasedAt ? 0 : one.purchasedAt > other.purchasedAt ? -1 : 1))
    .flatMap((purchase) =>
      purchase.lines
        .filter((line) => (lineId === undefined ? line.sku === sku : line.lineId === lineId))
        .reverse()
        .map((line) => ({ purchase, line })),
    )

/** What is no goods is there once it is available: a service may be asked back before it is performed. */
export const isDelivered = ({ kind, deliveredAt }: EvidenceLine, { requestedAt }: RequestReturn['data']): boolean =>
  deliveredAt === undefined ? kind !== 'goods' : deliveredAt <= requestedAt

/** What of the line is there for this request line, after what lines before it took; of named serials, only those. */
export const openUnits = (
  request: RequestReturn['data'],
  { serials }: RequestLine,
  { line }: Candidate,
  taken: UnitRuns = noUnits,
): UnitRuns => {
  if (!isDelivered(line, request)) return noUnits
  const open = without(line.available, taken)
  return serials === undefined || line.serials === undefined
    ? open
    : overlap(open, unitsOf(knownSerials(line, serials).map(({ unit }) => unit)))
}

/** Those of the serials that are units of the line. */
export const knownSerials = (line: EvidenceLine, serials: ReadonlyArray<NonEmptyText>) =>
  (line.serials ?? []).filter(({ serial }) => serials.includes(serial))

/** How many units of the line were given back for others already. */
export const exchangedCount = ({ purchase, line }: Candidate): number =>
  purchase.lines.reduce((count, one) => (one.replaces === line.lineId ? count + one.quantity : count), 0)

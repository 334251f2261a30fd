import * as E from 'fp-ts/lib/Either.js'
import type { Wrongs } from './after-sales-schedule.fixtures.js'
import {
  aDayLater,
  breaking,
  decidingOn,
  expiringAgain,
  type Happened,
  heldWithoutAsking,
  insteadOf,
  type LayerTerm,
  onWarranty,
  recordingAs,
  takenUpAllTheSame,
  ticketEachTime,
  withAllUnitsFree,
  withEveryUnitHeld,
  withMoreInEach,
  withNoneUsed,
  withNothingGiven,
  without,
  withoutClaims,
} from './left-out-rules.fixtures.js'

// After-sales with one rule left out each: a test of the whole that does not notice it proves nothing.

/** Each rule by what it forbids, what is seen where it is left out, and a schedule that shows it. */
export const brokenRules: ReadonlyArray<
  readonly [forbidden: string, fault: RegExp, lookFirstAt: number, wrongs: () => Wrongs]
> = [
  [
    'a claim made good twice',
    /is made good twice|was made good, and .* is chosen|after the unit was replaced/,
    299,
    () => onWarranty(['RecordRepair', 'ReplaceUnit', 'RecordPriceRemedy', 'ChooseRemedy'], withNothingGiven),
  ],
  [
    'two claims of one failure',
    /is of a failure that claim .* is open about/,
    5,
    () => onWarranty(['OpenClaim'], withoutClaims),
  ],
  [
    'work on a unit that nobody holds',
    /and unit .* is (free|held|consumed) for/,
    300,
    () => onWarranty(['RecordRepair', 'ReplaceUnit'], withEveryUnitHeld),
  ],
  [
    'a claim that has its unit without asking',
    /and unit .* is (free|held|consumed) for/,
    1,
    () => insteadOf('hold-the-unit-of-a-claim', heldWithoutAsking),
  ],
  [
    'a unit held by two',
    /reserved: unit .* is held by/,
    3,
    () => decidingOn('purchase', ['ReserveUnits'], withAllUnitsFree),
  ],
  [
    'covered work billed',
    /is charged .*, and .* is allowed/,
    3,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('RepairCompleted', ({ chargedMinor }) => ({ chargedMinor: (chargedMinor as bigint) + 5000n })),
      ),
  ],
  [
    'a layer a day too long',
    /longer than/,
    1,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('WarrantyStarted', ({ terms }) => ({
          terms: (terms as ReadonlyArray<LayerTerm>).map(aDayLater),
        })),
      ),
  ],
  [
    'a layer longer by twice what it was extended by',
    /longer than/,
    3,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('WarrantyExtended', ({ terms }) => ({
          terms: (terms as ReadonlyArray<LayerTerm>).map(aDayLater),
        })),
      ),
  ],
  [
    'a claim on a layer that is over',
    /answers for what failed on .*, out of its days/,
    2,
    () => recordingAs('warranty', takenUpAllTheSame),
  ],
  ['a deadline fired before it is due', /was fired at .*, and due at/, 1, () => ({ brokenKeeping: 'early' })],
  ['a deadline lost', /was never fired/, 10, () => ({ brokenKeeping: 'unheard' })],
  [
    'a deadline fired twice',
    /was fired twice|was fired at .*, and due at/,
    1,
    () => ({ brokenKeeping: 'twice', ...expiringAgain }),
  ],
  [
    'a deadline fired in a replay',
    /in a replay WarrantyLayerExpired follows/,
    1,
    () => ({ brokenKeeping: 'in-a-replay', ...expiringAgain }),
  ],
  [
    'a deadline that its aggregate refuses',
    /was never fired|a deadline is parked/,
    1,
    () =>
      breaking('warranty', (decide) => (command, state) => {
        const isMeant = (command as Happened).type === 'ExpireWarranty'
        return isMeant ? E.left({ reason: 'WarrantyNotRegistered' }) : decide(command, state)
      }),
  ],
  [
    'covered work in the bill of a ticket',
    /is billed, and covered by/,
    4,
    () =>
      recordingAs(
        'serviceTicket',
        withMoreInEach('ServiceBilled', ({ lines }) => ({
          lines: (lines as ReadonlyArray<object>).map((line) => ({ ...line, netMinor: 5000n })),
        })),
      ),
  ],
  [
    'a replacement that is covered longer than what it replaces',
    /is covered by .* until .*, longer than/,
    1,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('UnitReplaced', ({ carried }) => ({
          carried: { ...(carried as object), atLeast: [{ layerId: 'conformity', lastOn: '2099-12-31' }] },
        })),
      ),
  ],
  [
    'a plan for a unit that was given back',
    /was given back, and plan .* goes on/,
    4,
    () => without('cancel-a-plan-when-its-unit-is-returned'),
  ],
  ['a fault that no ticket is about', /has a fault, and no ticket/, 7, () => without('open-one-ticket-per-fault')],
  ['a ticket for each replay', /in a replay ServiceTicketOpened follows/, 1, ticketEachTime],
  [
    'a technician in two places',
    /is booked for .*, and has|is held for visits .* at one time/,
    11,
    () => decidingOn('technicianDay', ['BookTechnician'], () => ({ status: 'not-planned' }) as never),
  ],
  [
    'a technician who waits at a visit that was moved',
    /is of no visit that is to be made/,
    1,
    () => without('release-the-technician-when-a-visit-moves-or-ends'),
  ],
  [
    'a visit that waits for its technician',
    /waits for its technician for ever/,
    2,
    () => without('hold-the-technician-of-a-scheduled-visit'),
  ],
  [
    'an entitlement over its cap',
    /are consumed of/,
    23,
    () => decidingOn('servicePlan', ['ConsumeEntitlement'], withNoneUsed),
  ],
  [
    'a claim that waits for its unit',
    /waits for its unit for ever/,
    1,
    () => without('confirm-what-is-held-for-a-claim'),
  ],
  [
    'a unit held for a claim that is over',
    /for a claim that is over/,
    3,
    () => without('release-the-unit-when-a-claim-ends'),
  ],
  [
    'a claim that waits for its return',
    /waits for a return/,
    1,
    () => without('tell-the-claim-what-became-of-its-return'),
  ],
  [
    'a unit that was given back and is warranted',
    /was given back, and is warranted/,
    2,
    () => without('cancel-the-warranty-when-its-unit-is-returned'),
  ],
  [
    'a unit that nobody registers',
    /was delivered, and is unknown/,
    1,
    () => without('register-each-unit-that-is-delivered'),
  ],
]

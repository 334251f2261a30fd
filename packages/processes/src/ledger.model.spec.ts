import type { RefundReserved } from '@aftersale/domain'
import * as fc from 'fast-check'
import type { Logged } from './model/ledger-world.fixtures.js'
import { play } from './model/schedule.fixtures.js'

/** 200 in a hurry; 2,000 before a change is taken in; 100,000 by hand. */
const SCHEDULES = Number(process.env['LEDGER_SCHEDULES'] ?? 200)
const SEED = Number(process.env['LEDGER_SEED'] ?? process.env['CHECK_SEED'] ?? Date.now() % 2 ** 31)

/** Each number is what happens next; a shorter schedule is a simpler one. */
const anySchedule = fc.array(fc.nat(2 ** 31 - 1), { minLength: 20, maxLength: 70, size: 'max' })

/** What has to have happened among so many schedules: where it never does, nothing is shown. */
const mustHappen = [
  'ReturnUnitsReserved',
  'ReturnReservationRefused',
  'ReturnAuthorised',
  'ReturnCancelled',
  'ReturnExpired',
  'ReturnedToCustomer',
  'ReturnCaseClosed',
  'UnitsConsumed',
  'UnitsReleased',
  'AccessRevoked',
  'RefundReserved',
  'RefundSettled',
  'RefundFailed',
  'RefundLegFailed',
  'StoreCreditIssued',
  'StoreCreditLegFailed',
  'ExchangeDispatched',
  'ExchangeSurplusPaid',
  'ReplacementUnitsAdded',
  'DisputeLost',
  'ShipmentDeclaredLost',
  'LostShipmentFound',
  'ServiceTicketOpened',
  'something kept back of a refund',
  'something given back of what was kept',
]

/** What a refund says of promotions that were lost. */
const keptIn = ({ type, data }: Logged['occurrence']['event']): ReadonlyArray<string> =>
  type !== 'RefundReserved'
    ? []
    : (data as RefundReserved['data']).components
        .filter(({ keptBack }) => keptBack !== undefined)
        .map(({ component }) =>
          component === 'deduction' ? 'something kept back of a refund' : 'something given back of what was kept',
        )

describe('a purchase, its returns and its store credits', () => {
  it('hold no unit twice, exceed no payment and leave no reservation behind, whatever happens when', () => {
    const happened = new Set<string>()
    let events = 0
    process.stdout.write(`The ledger is tried in ${SCHEDULES} schedules, LEDGER_SEED=${SEED}\n`)
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const { world, fault } = play(schedule)
        events += world.log.length
        for (const { occurrence } of world.log) {
          for (const what of [occurrence.event.type, ...keptIn(occurrence.event)]) happened.add(what)
        }
        if (fault !== undefined) throw new Error(fault)
      }),
      { numRuns: SCHEDULES, seed: SEED },
    )
    process.stdout.write(
      `${SCHEDULES} schedules, ${events} events: nothing held twice, nothing exceeded, nothing left\n`,
    )
    if (SCHEDULES >= 200) expect(mustHappen.filter((type) => !happened.has(type))).toEqual([])
    expect(events).toBeGreaterThan(SCHEDULES)
  }, 7_200_000)
})

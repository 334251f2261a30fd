import { outcomeAfter, outcomesIn, outcomeTable } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import type { ServicePlanCommand } from './commands.js'
import {
  activate,
  assignManager,
  bela,
  berlinDay,
  cancel,
  consume,
  endCoolingOff,
  expire,
  expireQuote,
  notice,
  quote,
  renew,
  reset,
  restore,
  resume,
  reverse,
  sell,
  suspend,
  text,
  visit,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'
import type { ServicePlanState } from './state.js'

// What each command comes to in each status, asked of the decider itself.

type Status = ServicePlanState['status']

const quoted = [quote({ business: {} })]
const sold = [...quoted, sell({ paidMinor: 9900n })]
const used = [...sold, activate(), consume(), renew({ paidMinor: 9900n })]
const endOfSecondTerm = '2027-06-04T22:00:00.000Z' as Instant

/** What brings the plan of a business, renewed once and a visit of it used, to a status. */
const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<ServicePlanCommand>]> = [
  ['not-quoted', []],
  ['quoted', quoted],
  ['quote-expired', [...quoted, expireQuote()]],
  ['cooling-off', sold],
  ['sold', [...sold, endCoolingOff()]],
  ['active', used],
  ['suspended', [...used, suspend()]],
  ['expired', [...used, expire({ dueAt: endOfSecondTerm })]],
  ['cancelled', [...used, cancel()]],
]

/** A usual command of each type, none carried out before. */
const commands: ReadonlyArray<ServicePlanCommand> = [
  quote({ customerId: bela }),
  expireQuote(),
  sell({ paidMinor: 9800n }),
  endCoolingOff(),
  activate(),
  suspend({ because: text('unpaid-instalment') }),
  resume(),
  consume({ usedFor: visit(2), consumedAt: berlinDay('2025-09-15') }),
  restore(),
  reset(),
  notice({ dueAt: '2027-05-04T22:00:00.000Z' as Instant }),
  renew({ renewalId: text('renewal-2'), paidMinor: 9900n }),
  reverse(),
  assignManager(),
  cancel({ cancellationId: text('cancellation-2') }),
  expire({ dueAt: endOfSecondTerm }),
]

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    outcomesIn(waysTo, commands, (command, way, status) => outcomeAfter(servicePlan, way, status, command)),
  )

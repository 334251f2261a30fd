import { type StoreCreditRequested, storeCreditAggregate } from '@aftersale/domain'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, nothing } from '../reaction.js'
import { brokenCreditRules } from './broken-credit-rules.fixtures.js'
import { brokenMoneyRules } from './broken-money-rules.fixtures.js'
import { brokenUnitRules } from './broken-unit-rules.fixtures.js'
import type { Rules } from './schedule.fixtures.js'
import { processesOfTheLedger as processes } from './shop.fixtures.js'

// Ledgers with one rule left out each: a test of the whole that does not notice it proves nothing.

const without = (...names: ReadonlyArray<string>): Rules => ({
  processes: processes.filter(({ name }) => !names.includes(name)),
})

/** In the place of one process, another of its name. */
const insteadOf = (name: string, other: Process): Rules => ({
  processes: processes.map((process) => (process.name === name ? other : process)),
})

/** Credit for nothing: neither set aside nor settled at the purchase. */
const creditAtOnce = onDomainEvents({
  name: 'issue-store-credit-when-a-settlement-asks-for-it',
  reactsTo: ['StoreCreditRequested'],
  react: ({ event: { data } }) =>
    issue(storeCreditAggregate, data.creditId, {
      type: 'IssueStoreCredit',
      data: creditData(data),
    }),
})

const creditData = ({
  creditId,
  customerId,
  minor,
  currency,
  returnCaseId,
  requestedAt,
}: StoreCreditRequested['data']) => ({
  creditId,
  ...(customerId === undefined ? {} : { customerId }),
  minor,
  currency,
  cause: { aggregate: 'returnCase' as never, id: returnCaseId },
  issuedAt: requestedAt,
})

const confirmWithoutReleasing = onDomainEvents({
  name: 'hold-what-the-purchase-reserved',
  reactsTo: ['UnitsReserved'],
  react: (occurrence) => {
    const reaction = processes.find(({ name }) => name === 'hold-what-the-purchase-reserved')?.react(occurrence)
    return reaction?.kind === 'issue' ? { ...reaction, answers: { whenRejected: () => nothing } } : nothing
  },
})

/** Each rule by what it forbids, what is seen where it is left out, and a schedule that shows it. */
export const brokenRules: ReadonlyArray<
  readonly [forbidden: string, fault: RegExp, lookFirstAt: number, rules: Rules]
> = [
  ...brokenUnitRules,
  ...brokenMoneyRules,
  ...brokenCreditRules,
  [
    'store credit beyond what was captured',
    /nothing was set aside for it/,
    1,
    insteadOf('issue-store-credit-when-a-settlement-asks-for-it', creditAtOnce),
  ],
  ['units kept by a return that ended', /is held by a case that ended/, 1, without('release-units-when-a-return-ends')],
  [
    'units kept by a return that did not wait for them',
    /is known to no case|is held by a case that ended/,
    101,
    insteadOf('hold-what-the-purchase-reserved', confirmWithoutReleasing),
  ],
  [
    'a refund that its case never hears of',
    /is settled, and its leg says/,
    1,
    without('tell-the-case-what-became-of-its-refund'),
  ],
  [
    'a refund that its purchase never hears of',
    /stays reserved, and its leg says/,
    2,
    without('tell-the-purchase-what-became-of-a-refund'),
  ],
]

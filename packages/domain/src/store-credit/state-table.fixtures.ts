import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreCreditCommand } from './commands.js'
import type { StoreCreditState } from './state.js'
import {
  after,
  authorise,
  capture,
  claim,
  creditBack,
  expire,
  invalidate,
  issue,
  issueToGuest,
  june,
  text,
  voidIt,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

// What each command comes to in each status, asked of the decider itself.

type Status = StoreCreditState['status']

const used = [issueToGuest(), authorise({ claimCode: text('GIFT-7') }), capture()]

/** What brings a credit, a part of it set aside and a part of that spent, to a status. */
const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<StoreCreditCommand>]> = [
  ['not-issued', []],
  ['active', used],
  ['expired', [...used, expire()]],
  ['invalidated', [...used, invalidate()]],
]

/** A usual command of each type, none carried out before. */
const commands: ReadonlyArray<StoreCreditCommand> = [
  issue(),
  claim(),
  authorise({ authorisationId: text('order-2'), minor: 500n, claimCode: text('GIFT-7'), authorisedAt: june(9) }),
  capture({ captureId: text('parcel-2'), minor: 500n, isLast: true, capturedAt: june(9) }),
  voidIt({ voidedAt: june(9) }),
  creditBack(),
  expire(),
  invalidate(),
]

const outcomeOf = (status: Status, way: ReadonlyArray<StoreCreditCommand>, command: StoreCreditCommand): string => {
  const history = given(storeCredit, after(...way))
  if (history.state.status !== status) throw new Error(`The way to ${status} leads to ${history.state.status}`)
  const { decision } = history.when(command)
  if (E.isLeft(decision)) return `*${decision.left.reason}*`
  return decision.right.length === 0 ? 'nothing' : decision.right.map(({ type }) => type).join(', ')
}

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string => {
  const rows = commands.flatMap((command) => {
    const statuses = new Map<string, ReadonlyArray<Status>>()
    for (const [status, way] of waysTo) {
      const outcome = outcomeOf(status, way, command)
      statuses.set(outcome, [...(statuses.get(outcome) ?? []), status])
    }
    return [...statuses].map(
      ([outcome, where], index) => `| ${index === 0 ? `\`${command.type}\`` : ''} | ${where.join(', ')} | ${outcome} |`,
    )
  })
  return ['| Command | In status | Gives |', '|---|---|---|', ...rows].join('\n')
}

import { given, outcomeInWords, outcomeTable } from '@aftersale/decider/testing'
import {
  appeal,
  approve,
  approved,
  ask,
  choose,
  claimId,
  close,
  handBackToCustomer,
  hold,
  inform,
  open,
  opened,
  partly,
  pay,
  redirect,
  refundChosen,
  refuseUnit,
  rejected,
  repair,
  replace,
  running,
  submit,
  takeForClaim,
  withdraw,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import { after, day, motor, noonOf, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'
import { type ClaimStatus, claimStatusOf } from './claim-status.js'

// What each command comes to in each status of the claim that it speaks of, asked of the decider itself.

type Status = 'not-opened' | 'refused' | ClaimStatus

/** How a claim is made good, and by which command that is told. */
interface Way {
  readonly chosen: WarrantyCommand
  readonly held: ReadonlyArray<WarrantyCommand>
  readonly given: WarrantyCommand
}

const byRepair: Way = { chosen: choose(), held: [hold()], given: repair() }
const byReplacement: Way = { chosen: choose({ remedy: 'replace-unit' }), held: [hold()], given: replace() }
const byRefund: Way = { chosen: refundChosen.at(-1) ?? choose(), held: [], given: pay() }

const informed = [...approved, inform()]

/** What brings a claim to a status. */
const waysTo: ReadonlyArray<readonly [Status, (way: Way) => ReadonlyArray<WarrantyCommand>]> = [
  ['not-opened', () => running],
  ['refused', () => [...running, open({ failedOn: day('2026-08-01') })]],
  ['opened', () => opened],
  ['awaiting-evidence', () => [...opened, ask()]],
  ['assessing', () => [...opened, ask(), submit()]],
  ['approved', () => informed],
  ['partly-approved', () => [...opened, inform(), partly()]],
  ['rejected', () => rejected],
  ['redirected', () => [...opened, redirect()]],
  ['remedy-chosen', ({ chosen }) => [...informed, chosen]],
  ['unit-held', ({ chosen, held }) => [...informed, chosen, ...held]],
  ['in-custody', ({ chosen, held }) => [...informed, chosen, ...held, takeForClaim]],
  ['remedy-performed', ({ chosen, held, given: done }) => [...informed, chosen, ...held, takeForClaim, done]],
  [
    'handed-back',
    ({ chosen, held, given: done }) => [...informed, chosen, ...held, takeForClaim, done, handBackToCustomer],
  ],
  ['withdrawn', () => [...opened, withdraw()]],
  [
    'closed',
    ({ chosen, held, given: done }) => [...informed, chosen, ...held, takeForClaim, done, handBackToCustomer, close()],
  ],
]

/** A usual command of each type, none carried out before, and how the claim is made good that it speaks of. */
const commands: ReadonlyArray<{ readonly command: WarrantyCommand; readonly way: Way }> = [
  { command: open(), way: byRepair },
  { command: ask({ askId: text('ask-2'), askedAt: noonOf('2027-01-27') }), way: byRepair },
  { command: submit({ submissionId: text('submission-2'), submittedAt: noonOf('2027-01-27') }), way: byRepair },
  {
    command: approve({ layerId: motor, decidedAt: noonOf('2027-01-27'), decidedBy: { kind: 'agent', id: text('a') } }),
    way: byRepair,
  },
  { command: appeal({ appealedAt: noonOf('2027-01-27') }), way: byRepair },
  { command: inform({ informedAt: noonOf('2027-01-27') }), way: byRepair },
  { command: choose({ chosenAt: noonOf('2027-01-27') }), way: byReplacement },
  { command: hold(), way: byRepair },
  { command: refuseUnit({ refusedAt: noonOf('2027-01-27') }), way: byRepair },
  { command: repair(), way: byRepair },
  { command: replace(), way: byReplacement },
  { command: pay(), way: byRefund },
  { command: withdraw(), way: byRepair },
  { command: close(), way: byRepair },
]

const statusAfter = (way: ReadonlyArray<WarrantyCommand>): Status => {
  const { state } = given(warranty, after(...way))
  if (state.status === 'not-registered') return 'not-opened'
  const { claims, refused } = state.warranty.claims
  const claim = claims.find((one) => one.claimId === claimId)
  if (claim !== undefined) return claimStatusOf(claim)
  return refused.some((one) => one.claimId === claimId) ? 'refused' : 'not-opened'
}

/** Of a refund nothing is held: that status it has none of. */
const isLess = (status: Status, way: Way): boolean => status === 'unit-held' && way.held.length === 0

const outcomeOf = (status: Status, way: ReadonlyArray<WarrantyCommand>, command: WarrantyCommand): string => {
  const reached = statusAfter(way)
  if (reached !== status) throw new Error(`The way to ${status} leads to ${reached}`)
  return outcomeInWords(given(warranty, after(...way)).when(command).decision)
}

/** Every command type that the table asks about. */
export const tabulatedClaimCommands = commands.map(({ command }) => command.type)

/** The table as Markdown: a row for each command and outcome. */
export const claimStateTable = (): string =>
  outcomeTable(
    'In status of the claim',
    commands.map(({ command, way }) => [
      `\`${command.type}\``,
      waysTo
        .filter(([status]) => !isLess(status, way))
        .map(([status, wayTo]) => [status, outcomeOf(status, wayTo(way), command)]),
    ]),
  )

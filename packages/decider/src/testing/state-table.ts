import * as E from 'fp-ts/lib/Either.js'
import type { Decider, Decision } from '../decider.js'
import { given } from './given.js'
import { historyOf } from './history-of.js'

interface Typed {
  readonly type: string
}

interface Refusal {
  readonly reason: string
}

const OWN_REJECTION = '*its own rejection*'

/** What a decision comes to, in the words of a state table: the events in order, `nothing`, or in italics why it is refused. */
export const outcomeInWords = (decision: Decision<Typed, Refusal>): string => {
  if (E.isLeft(decision)) return `*${decision.left.reason}*`
  return decision.right.length === 0 ? 'nothing' : decision.right.map(({ type }) => type).join(', ')
}

/**
 * The same for a table of many commands: events that come several times in a row have a number, and what a status refuses
 * every command with that it does not take is told as that, and by its reason in an `ownRejectionTable`.
 */
export const outcomeInShort = (decision: Decision<Typed, Refusal>, ownRejection: string | undefined): string => {
  if (E.isLeft(decision)) return decision.left.reason === ownRejection ? OWN_REJECTION : outcomeInWords(decision)
  return decision.right.length === 0
    ? outcomeInWords(decision)
    : counted(decision.right.map(({ type }) => type)).join(', ')
}

const counted = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const runs: Array<{ readonly name: string; times: number }> = []
  for (const name of names) {
    const last = runs.at(-1)
    if (last?.name === name) last.times += 1
    else runs.push({ name, times: 1 })
  }
  return runs.map(({ name, times }) => (times === 1 ? name : `${name} ×${times}`))
}

/** The outcome of `command` after a way that leads to `status`; throws where it leads to another, or is refused. */
export const outcomeAfter = <Command, State extends { readonly status: string }, Event extends Typed>(
  decider: Decider<Command, State, Event, Refusal>,
  way: ReadonlyArray<NoInfer<Command>>,
  status: NoInfer<State>['status'],
  command: NoInfer<Command>,
): string => {
  const { state, when } = given(decider, historyOf(decider, way))
  if (state.status !== status) throw new Error(`The way to ${status} leads to ${state.status}`)
  return outcomeInWords(when(command).decision)
}

/** What was asked, in Markdown, and what came of it where. */
type Asked = readonly [name: string, outcomes: ReadonlyArray<readonly [where: string, outcome: string]>]

/** A Markdown table: of each command a row an outcome, with all the places that it has there; a status's own comes last. */
export const outcomeTable = (where: string, asked: ReadonlyArray<Asked>): string =>
  [`| Command | ${where} | Gives |`, '|---|---|---|', ...asked.flatMap(rowsOf)].join('\n')

const rowsOf = ([name, outcomes]: Asked): ReadonlyArray<string> => {
  const places = new Map<string, ReadonlyArray<string>>()
  for (const [where, outcome] of outcomes) places.set(outcome, [...(places.get(outcome) ?? []), where])
  return [...places]
    .sort(([left], [right]) => Number(left === OWN_REJECTION) - Number(right === OWN_REJECTION))
    .map(([outcome, where], index) => `| ${index === 0 ? name : ''} | ${where.join(', ')} | ${outcome} |`)
}

/** Each command asked in each place: what an `outcomeTable` is of, where all commands are asked after the same ways. */
export const outcomesIn = <Where extends string, Way, Command extends Typed>(
  waysTo: ReadonlyArray<readonly [Where, Way]>,
  commands: ReadonlyArray<Command>,
  outcomeOf: (command: Command, way: Way, where: Where) => string,
): ReadonlyArray<Asked> =>
  commands.map((command) => [
    `\`${command.type}\``,
    waysTo.map(([where, way]) => [where, outcomeOf(command, way, where)] as const),
  ])

/** What a status refuses every command with that it does not take, as a Markdown table of its own. */
export const ownRejectionTable = (reasons: Readonly<Partial<Record<string, string>>>): string =>
  [
    '| Status | Its own rejection |',
    '|---|---|',
    ...Object.entries(reasons).map(([status, reason]) => `| ${status} | *${reason}* |`),
  ].join('\n')

/** The table that a page has between `<!-- state table -->` and `<!-- end of the state table -->`; empty if it has none. */
export const tableIn = (page: string, name = 'state'): string => {
  const begin = `<!-- ${name} table -->\n`
  const from = page.indexOf(begin)
  const until = page.indexOf(`\n<!-- end of the ${name} table -->`, from)
  return from < 0 || until < 0 ? '' : page.slice(from + begin.length, until)
}

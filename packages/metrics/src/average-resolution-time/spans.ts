import type { IssueEpisode, IssueFact, Moment } from '@aftersale/read-models'
import type { Stretch } from '../answering/elapsed.js'

/** What resolves or closes an episode; undefined while it goes on. */
export const endOf = ({ resolution, closing }: IssueEpisode): Moment | undefined => resolution ?? closing

/** From the end of an episode to the beginning of the next; undefined where the history lacks when that was. */
export const settledSpansOf = ({ episodes }: IssueFact): ReadonlyArray<Stretch> | undefined => {
  const spans: Array<Stretch> = []
  for (const [index, episode] of episodes.entries()) {
    const next = episodes[index + 1]
    const end = endOf(episode)
    if (next === undefined || end === undefined) continue
    if (next.began === undefined) return undefined
    spans.push([end.at, next.began.at])
  }
  return spans
}

/** Where work waited for the customer. A wait whose end wasn't told ends with its episode at the latest. */
export const waitingSpansOf = ({ waits, episodes }: IssueFact, asOf: number): ReadonlyArray<Stretch> =>
  waits.map(({ from, until }) => {
    const ends = episodes.flatMap((episode) => endOf(episode)?.at ?? []).filter((at) => at >= from.at)
    return [from.at, Math.min(until?.at ?? asOf, ...ends)]
  })

/** When the issue was settled for now; undefined while the last episode goes on. */
export const settledAt = ({ episodes, withdrawn }: IssueFact): number | undefined => {
  const last = episodes.at(-1)
  return (last === undefined ? undefined : endOf(last)?.at) ?? withdrawn?.at
}

export const lastResolutionOf = ({ episodes }: IssueFact): Moment | undefined =>
  episodes.findLast(({ resolution }) => resolution !== undefined)?.resolution

/**
 * From where persons had it to the first resolution by a person: a bot's dialogue is no time of theirs. Their time begins
 * with the issue, or, where a bot had resolved it, with the reopening; and where the bot handed over after that, with the
 * hand-over. `bot-resolved`: no person resolved it.
 */
export const humanSpanOf = ({ episodes, handOvers }: IssueFact): Stretch | 'bot-resolved' | 'incomplete' => {
  const index = episodes.findIndex(({ resolution }) => resolution?.by === 'human')
  const resolvedAt = episodes[index]?.resolution?.at
  if (resolvedAt === undefined) return 'bot-resolved'
  const resolvedByBot = episodes.slice(0, index).findLastIndex(({ resolution }) => resolution?.by === 'bot')
  const began = episodes[resolvedByBot + 1]?.began?.at
  const from = handOvers.find(({ at }) => at >= (began ?? Number.NEGATIVE_INFINITY) && at <= resolvedAt)?.at ?? began
  return from === undefined ? 'incomplete' : [from, resolvedAt]
}

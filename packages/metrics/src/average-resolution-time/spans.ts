import type { IssueEpisode, IssueFact, Moment } from '@aftersale/read-models'
import type { Stretch } from '../answering/elapsed.js'

/** What resolves or closes an episode; undefined while it goes on. */
const endOf = ({ resolution, closing }: IssueEpisode): Moment | undefined => resolution ?? closing

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
 * From where persons had it (the first hand-over; without one, the beginning of the episode) to the first resolution by
 * a person: a bot's dialogue is no time of theirs. `bot-resolved`: no person resolved it.
 */
export const humanSpanOf = ({ episodes, handOvers }: IssueFact): Stretch | 'bot-resolved' | 'incomplete' => {
  const episode = episodes.find(({ resolution }) => resolution?.by === 'human')
  if (episode?.resolution === undefined) return 'bot-resolved'
  const resolvedAt = episode.resolution.at
  const handedOver = handOvers.find(({ at }) => at <= resolvedAt)
  const before = episodes.slice(0, episodes.indexOf(episode))
  const beganWithPersons = before.findLast((earlier) => earlier.resolution?.by === 'bot') === undefined
  const from = handedOver ?? (beganWithPersons ? episodes[0] : episode)?.began
  return from === undefined ? 'incomplete' : [from.at, resolvedAt]
}

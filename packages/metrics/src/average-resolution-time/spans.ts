import type { IssueEpisode, IssueFact, Moment } from '@aftersale/read-models'
import type { Stretch } from '../answering/elapsed.js'

export const noStretches: ReadonlyArray<Stretch> = []

/** What resolves or closes an episode; undefined while it goes on. */
export const endOf = ({ resolution, closing }: IssueEpisode): Moment | undefined => resolution ?? closing

/** From the end of an episode to the beginning of the next; undefined where the history lacks when that was. */
export const settledSpansOf = ({ episodes }: IssueFact): ReadonlyArray<Stretch> | undefined => {
  if (episodes.length < 2) return noStretches
  const spans: Array<Stretch> = []
  let end: Moment | undefined
  for (const episode of episodes) {
    if (end !== undefined) {
      if (episode.began === undefined) return undefined
      spans.push([end.at, episode.began.at])
    }
    end = endOf(episode)
  }
  return spans
}

/** Where work waited for the customer. A wait whose end wasn't told ends with its episode at the latest. */
export const waitingSpansOf = ({ waits, episodes }: IssueFact, asOf: number): ReadonlyArray<Stretch> => {
  if (waits.length === 0) return noStretches
  return waits.map(({ from, until }) => {
    let end = until?.at ?? asOf
    for (const episode of episodes) {
      const endsAt = endOf(episode)?.at
      if (endsAt !== undefined && endsAt >= from.at && endsAt < end) end = endsAt
    }
    return [from.at, end]
  })
}

/** When the issue was settled for now; undefined while the last episode goes on. */
export const settledAt = ({ episodes, withdrawn }: IssueFact): number | undefined => {
  const last = episodes[episodes.length - 1]
  return (last === undefined ? undefined : endOf(last)?.at) ?? withdrawn?.at
}

export const lastResolutionOf = ({ episodes }: IssueFact): Moment | undefined => {
  for (let index = episodes.length - 1; index >= 0; index -= 1) {
    const resolution = episodes[index]?.resolution
    if (resolution !== undefined) return resolution
  }
  return undefined
}

/**
 * From where persons had it to the first resolution by a person: a bot's dialogue is no time of theirs. Their time begins
 * with the issue, or, where a bot had resolved it, with the reopening; and where the bot handed over after that, with the
 * hand-over. `bot-resolved`: no person resolved it.
 */
export const humanSpanOf = ({ episodes, handOvers }: IssueFact): Stretch | 'bot-resolved' | 'incomplete' => {
  let began = episodes[0]?.began?.at
  for (const [index, { resolution }] of episodes.entries()) {
    if (resolution?.by === 'bot') began = episodes[index + 1]?.began?.at
    if (resolution?.by !== 'human') continue
    const resolvedAt = resolution.at
    const from = handedOverBetween(handOvers, began ?? Number.NEGATIVE_INFINITY, resolvedAt) ?? began
    return from === undefined ? 'incomplete' : [from, resolvedAt]
  }
  return 'bot-resolved'
}

const handedOverBetween = (handOvers: IssueFact['handOvers'], from: number, until: number): number | undefined =>
  handOvers.length === 0 ? undefined : handOvers.find(({ at }) => at >= from && at <= until)?.at

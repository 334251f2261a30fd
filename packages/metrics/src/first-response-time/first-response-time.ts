import type { Circumstances, Doer, HelpDeskFacts, IssueEpisode, IssueFact, Reply } from '@aftersale/read-models'
import { type Basis, basesOf } from '../answering/elapsed.js'
import { contactEvidenceOf, endsOf, evidenceOf } from '../answering/evidence.js'
import { type Case, type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { type Judged, pending } from '../answering/verdict.js'
import { endOf } from '../average-resolution-time/spans.js'

const name = 'first-response-time'

/** How long customers wait for the first answer by a person, each time they come. */
export const firstResponseTime: Metric = {
  definition: {
    name,
    title: 'First response time',
    question: 'How long do customers wait for a first answer?',
    numerator: 'The sum of the times, in seconds (a median has none).',
    denominator: 'Episodes answered.',
    population:
      "Episodes (from an opening, a follow-up ticket's opening or a reopening) that began in the period. The answer is the first public reply by a person before the episode is resolved or closed; notes and automatic mail are none. Where an agent opened the ticket unasked, the first public reply is no answer: the second is.",
    window: 'none',
    exclusions:
      'test, spam, cancelled, merged, incomplete (the beginning is missing), outbound (the desk reached out and the customer did not come back), ended-without-reply (resolved, closed or withdrawn before any answer, on the phone say). Pending: not answered yet.',
    atZero: 'null',
    variants: {
      calendar: 'elapsed time, day and night',
      business: "in the working time of the question's calendar; only where it brings one",
      mean: 'arithmetic mean',
      median: 'exact median',
      bot: "to the first public reply by a bot, which is no person's: `bot-calendar-mean` and so on",
    },
    unit: 'seconds',
    source: 'Definition 5 of the after-sales metrics.',
  },

  figures: (facts, scope) =>
    measured(
      episodesIn(facts),
      basesOf(scope).flatMap((basis) => (['human', 'bot'] as const).map((by) => repliesBy(by, basis))),
      scope,
    ),
}

interface EpisodeCase extends Case {
  readonly circumstances: Circumstances
  readonly issue: IssueFact
  readonly episode: IssueEpisode
}

const repliesBy = (by: Doer, basis: Basis): Measure<EpisodeCase> => {
  const variant = by === 'bot' ? `bot-${basis.name}` : basis.name
  return {
    metric: name,
    variants: { [`${variant}-mean`]: 'mean', [`${variant}-median`]: 'median' },
    judge: (row) => judge(row, by, basis),
    evidenceOf: ({ issue, episode }) => [
      ...evidenceOf([...endsOf(episode), ...episode.replies]),
      ...contactEvidenceOf(issue),
    ],
    parameters: basis.parameters,
  }
}

const episodesIn = ({ issues }: HelpDeskFacts): ReadonlyArray<EpisodeCase> => {
  const episodes: Array<EpisodeCase> = []
  for (const issue of issues) {
    const { circumstances, exclusion, excludedBy } = issue
    for (const episode of issue.episodes) episodes.push({ circumstances, issue, episode, exclusion, excludedBy })
  }
  return episodes
}

const judge = ({ issue, episode, exclusion }: EpisodeCase, by: Doer, basis: Basis): Judged => {
  const { began, resolution, closing } = episode
  const { at } = began ?? resolution ?? closing ?? issue.opened
  if (exclusion !== undefined) return { at, verdict: { excluded: exclusion } }
  if (began === undefined) return { at, verdict: { excluded: 'incomplete' } }
  if (issue.sessions.length === 0 && issue.outbound.length > 0) return { at, verdict: { excluded: 'outbound' } }

  const answer = firstAnswerIn(episode, began.at, by)
  if (answer !== undefined) return { at, verdict: { adds: basis.elapsed([at, answer.at]) } }
  const ended = resolution ?? closing ?? issue.withdrawn
  return { at, verdict: ended === undefined ? pending : { excluded: 'ended-without-reply' } }
}

/** Of the replies that answer somebody: not the one with which the desk itself began, and none after the episode's end. */
const firstAnswerIn = (episode: IssueEpisode, from: number, by: Doer): Reply | undefined => {
  const until = endOf(episode)?.at ?? Number.POSITIVE_INFINITY
  let isFirstOfDesk = episode.byTheDesk
  for (const reply of episode.replies) {
    if (reply.at < from || reply.at > until) continue
    if (isFirstOfDesk && reply.by === 'human') isFirstOfDesk = false
    else if (reply.by === by) return reply
  }
  return undefined
}

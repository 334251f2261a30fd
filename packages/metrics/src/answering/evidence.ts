import type { IssueEpisode, IssueFact, Moment } from '@aftersale/read-models'

/** The events that told these moments. */
export const evidenceOf = (moments: ReadonlyArray<Moment | undefined>): ReadonlyArray<string> =>
  moments.flatMap((moment) => (moment === undefined ? [] : [moment.eventId]))

/** What an issue's span rests on: its opening, and what began and ended its episodes. */
export const spanEvidenceOf = ({ opened, tickets, episodes, withdrawn }: IssueFact): ReadonlyArray<string> =>
  evidenceOf([opened, ...tickets, ...episodes.flatMap(endsOf), withdrawn])

export const endsOf = ({ began, resolution, closing }: IssueEpisode): ReadonlyArray<Moment | undefined> => [
  began,
  resolution,
  closing,
]

export const contactEvidenceOf = ({ sessions, outbound }: IssueFact): ReadonlyArray<string> =>
  evidenceOf([...sessions.flatMap(({ contacts }) => contacts), ...outbound])

export const replyEvidenceOf = ({ episodes }: IssueFact): ReadonlyArray<string> =>
  evidenceOf(episodes.flatMap(({ replies }) => replies))

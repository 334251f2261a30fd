import type { IssueEpisode, IssueFact, Moment } from '@aftersale/read-models'

const ids = (moments: ReadonlyArray<Moment | undefined>): ReadonlyArray<string> =>
  moments.flatMap((moment) => (moment === undefined ? [] : [moment.eventId]))

/** What an issue's span rests on: its opening, what began and ended its episodes, and what excluded it. */
export const spanEvidenceOf = ({
  opened,
  tickets,
  episodes,
  excludedBy,
  withdrawn,
}: IssueFact): ReadonlyArray<string> => ids([opened, ...tickets, ...episodes.flatMap(endsOf), excludedBy, withdrawn])

export const endsOf = ({ began, resolution, closing }: IssueEpisode): ReadonlyArray<Moment | undefined> => [
  began,
  resolution,
  closing,
]

export const contactEvidenceOf = ({ sessions, outbound }: IssueFact): ReadonlyArray<string> =>
  ids([...sessions.flatMap(({ contacts }) => contacts), ...outbound])

export const replyEvidenceOf = ({ episodes }: IssueFact): ReadonlyArray<string> =>
  ids(episodes.flatMap(({ replies }) => replies))

export const evidenceOf = ids

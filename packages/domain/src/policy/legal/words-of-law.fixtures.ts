/** The fields of a law that are texts of whoever wrote it down, or names that it gives. */
export const wordsOfLaw = [
  'policyId',
  'jurisdiction',
  'withdrawal.onPremisesChannels',
  'recall.heading',
  'recall.forbiddenWords',
  'sources.cites',
  'sources.says',
]

import type { ComplaintAssessment, ComplaintFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import type { Verdict } from '../answering/verdict.js'

/** What was found last; undefined where nothing was found yet. */
export const lastFindingOf = ({ assessments }: ComplaintFact): ComplaintAssessment | undefined => assessments.at(-1)

/** Where nothing was found: it will be, or the complaint was withdrawn before. */
export const unassessed = ({ closed }: ComplaintFact): Verdict =>
  closed === undefined ? { pending: true } : { excluded: 'withdrawn' }

/** The events that a finding rests on. */
export const findingEvidenceOf = ({ registered, assessments, closed }: ComplaintFact): ReadonlyArray<string> =>
  evidenceOf([registered, ...assessments, assessments.length === 0 ? closed : undefined])

import type { NonEmptyText } from '@aftersale/messages'
import type { RuleApplied, RuleTrace } from '../../policy/rule-trace.js'
import { type CertificationEvidence, skillsMissing } from '../../staff-certification/certification-evidence.js'
import type { Appointment } from './appointment.js'
import type { WindowSpan } from './visit-window.js'
import type { VisitedProduct } from './visit-words.js'

/** An appointment with what it is judged by. */
export interface AppointmentAsked extends Appointment {
  readonly product?: VisitedProduct | undefined
  readonly certification?: CertificationEvidence | undefined
}

/** The skills that the evidence does not show for the day of the visit; none are asked of a provider, who answers for their own. */
export const uncertifiedSkills = ({
  performer,
  requiredSkills,
  window,
  product,
  certification,
}: AppointmentAsked): ReadonlyArray<NonEmptyText> => {
  if (performer.kind === 'provider') return []
  const certificates = certification?.staffId === performer.technicianId ? certification.certificates : []
  return skillsMissing(certificates, { skills: requiredSkills, ...product, on: window.on })
}

/** Why the appointment could be made: who may do the work, and which instants the window is. */
export const appointmentTrace = (asked: AppointmentAsked, { startsAt, endsAt }: WindowSpan): RuleTrace => [
  certificationRule(asked),
  rule(
    'window-by-the-clocks-of-its-day',
    { on: asked.window.on, from: asked.window.from, to: asked.window.to, zone: asked.window.zone },
    `${startsAt}/${endsAt}`,
  ),
]

const certificationRule = ({
  performer,
  requiredSkills,
  window,
  product,
  certification,
}: AppointmentAsked): RuleApplied => {
  const facts = {
    on: window.on,
    skills: requiredSkills.join(' '),
    ...(product === undefined ? {} : { sku: product.sku }),
    ...(certification === undefined
      ? {}
      : {
          stream: certification.stream,
          revision: certification.revision,
          certificates: certification.certificates.map(({ certificationId }) => certificationId).join(' '),
        }),
  }
  const outcome =
    performer.kind === 'provider' ? 'provider-answers' : requiredSkills.length === 0 ? 'nothing-asked' : 'certified'
  return rule('technician-certified-on-the-day', facts, outcome)
}

/** Whether somebody came within the window. */
export const arrivalTrace = (arrivedAt: string, { startsAt, endsAt }: WindowSpan, outcome: string): RuleTrace => [
  rule('arrival-within-the-window', { arrivedAt, startsAt, endsAt }, outcome),
]

const rule = (ruleId: string, facts: RuleApplied['facts'], outcome: string): RuleApplied => ({
  ruleId: ruleId as NonEmptyText,
  facts,
  outcome: outcome as NonEmptyText,
})

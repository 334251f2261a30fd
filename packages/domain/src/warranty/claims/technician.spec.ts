import { given } from '@aftersale/decider/testing'
import { certification, held, otherTechnicianId, repair } from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import { after, noonOf, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const refusal = (history: ReadonlyArray<WarrantyCommand>, command = repair()): unknown => {
  const { decision } = given(warranty, after(...history)).when(command)
  return decision._tag === 'Left' ? decision.left.reason : decision.right.map(({ type }) => type)
}

describe('the technician', () => {
  const missing = { reason: 'TechnicianNotCertified', missing: [text('motor-repair')] } as const

  it('is certified for what the work asks for, on the day of it', () => {
    const { certification: _, ...without } = repair().data
    given(warranty, after(...held))
      .when({ type: 'RecordRepair', data: without })
      .rejects(missing)
    given(warranty, after(...held))
      .when(repair({ performedAt: noonOf('2027-01-26') }))
      .rejects(missing)
    given(warranty, after(...held))
      .when(repair({ requiredSkills: [text('motor-repair'), text('gas-fitting')] }))
      .rejects({ reason: 'TechnicianNotCertified', missing: [text('gas-fitting')] })
  })

  it('is certified for the product, where the certificate is for some alone', () => {
    const forSome = {
      ...certification,
      certificates: certification.certificates.map((one) => ({ ...one, skus: [text('WM-PRO')] })),
    }
    given(warranty, after(...held))
      .when(repair({ certification: forSome }))
      .rejects(missing)
    expect(refusal(held, repair({ certification: forSome, sku: text('WM-PRO') }))).toContain('RepairCompleted')
  })

  it('is the one whose certificates are shown', () => {
    given(warranty, after(...held))
      .when(repair({ performer: { kind: 'in-house', technicianId: otherTechnicianId } }))
      .rejects({ reason: 'CertificationOfAnother' })
  })

  it('needs to show nothing where the work asks for nothing, or another company does it', () => {
    const { certification: _, ...data } = repair().data
    expect(refusal(held, { type: 'RecordRepair', data: { ...data, requiredSkills: [] } })).toContain('RepairCompleted')
    const provider = { kind: 'provider' as const, providerId: text('fix-it'), providerName: text('Fix It Ltd') }
    expect(refusal(held, { type: 'RecordRepair', data: { ...data, performer: provider } })).toContain('RepairCompleted')
    const { decision } = given(warranty, after(...held)).when(repair({ performer: provider }))
    const [completed] = decision._tag === 'Right' ? decision.right : []
    expect(completed?.type).toBe('RepairCompleted')
    expect(completed?.data).not.toHaveProperty('certified')
  })
})

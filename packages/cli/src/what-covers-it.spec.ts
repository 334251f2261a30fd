import { writeFileSync } from 'node:fs'
import { type Aggregate, commandHandler } from '@aftersale/command-handling'
import { assetAggregate, assetIdOf, euConsumerLaw2026, warrantyAggregate, washingMachineTerms } from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { canonicalLine } from '@aftersale/history'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { realCommand } from './real-command.fixtures.js'

const warrantyId = '01972f8c-5c00-7000-8000-0000000000b1'
const claimId = '01972f8c-5c00-7000-8000-0000000000c1'
const assetId = assetIdOf({ sku: 'washer' as NonEmptyText, serial: 'WM-17' as NonEmptyText })
const desk = { kind: 'agent', id: 'desk' } as Actor
const noonOf = (day: string) => `${day}T12:00:00.000Z` as Instant

const verdict = { claimId, layerId: 'conformity', decidedBy: desk, decision: 'approve', reasons: ['DefectConfirmed'] }

/**
 * A washing machine, bought elsewhere on 3 August 2026 and registered here: of what its maker asks for, the receipt alone
 * was shown before. Its motor fails in January, and is repaired.
 */
const ofWarranty: ReadonlyArray<readonly [type: string, day: string, data: object]> = [
  [
    'RegisterWarranty',
    '2026-08-03',
    {
      assetId,
      serial: 'WM-17',
      terms: washingMachineTerms,
      law: euConsumerLaw2026,
      disclosures: [
        {
          policyRef: { policyId: washingMachineTerms.policyId, version: washingMachineTerms.version },
          phase: 'pre-purchase',
          conditionsShown: ['receipt'],
          shownAt: noonOf('2026-08-02'),
        },
      ],
      purchasedAt: noonOf('2026-08-03'),
      registeredAt: noonOf('2026-08-03'),
    },
  ],
  ['StartWarranty', '2026-08-10', { anchor: 'delivery', anchoredAt: noonOf('2026-08-10') }],
  ['StartWarranty', '2026-08-12', { anchor: 'installation', anchoredAt: noonOf('2026-08-12') }],
  [
    'ClarifyResponsibleParty',
    '2027-01-13',
    {
      failureModes: ['motor'],
      party: 'seller',
      contact: 'desk',
      channel: 'phone',
      contactId: 'call-1',
      informedAt: noonOf('2027-01-13'),
    },
  ],
  [
    'OpenClaim',
    '2027-01-13',
    {
      claimId,
      failureMode: 'motor',
      defect: 'hums',
      failedOn: '2027-01-12',
      reportedAt: noonOf('2027-01-13'),
      channel: 'phone',
      evidence: [],
      proofs: [{ kind: 'receipt', verified: true }],
    },
  ],
  ['DecideCoverage', '2027-01-16', { ...verdict, decidedAt: noonOf('2027-01-16') }],
]

const history = async (): Promise<string> => {
  const store = inMemoryEventStore()
  const handle = commandHandler(store)
  let count = 0
  const send = async <Command>(
    aggregate: Aggregate<Command, unknown, unknown, unknown>,
    id: string,
    day: string,
    command: unknown,
  ): Promise<void> => {
    count += 1
    const request = { id, command: command as Command, actor: desk, recordedAt: noonOf(day) }
    const handled = await handle(aggregate, { ...request, commandId: `command-${count}` as NonEmptyText })()
    if (E.isLeft(handled)) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(handled.left)}`)
  }
  const asset = assetAggregate as unknown as Aggregate<unknown, unknown, unknown, unknown>
  const warranty = warrantyAggregate as unknown as Aggregate<unknown, unknown, unknown, unknown>
  const registered = { assetId, sku: 'washer', serial: 'WM-17', owner: {}, registeredAt: noonOf('2026-08-03') }
  await send(asset, assetId, '2026-08-03', { type: 'RegisterAsset', data: registered })
  for (const [type, day, data] of ofWarranty) {
    await send(warranty, warrantyId, day, { type, data: { warrantyId, ...data } })
  }
  const covered = { assetId, warrantyId, coveredAt: noonOf('2026-08-03') }
  await send(asset, assetId, '2026-08-03', { type: 'CoverAsset', data: covered })
  const page = await store.readAll()()
  if (E.isLeft(page)) throw new Error(page.left.failure)
  return page.right.events.map((event) => `${canonicalLine(event)}\n`).join('')
}

describe('explaining what covers a unit', () => {
  const command = realCommand()
  // The command is built and started many times.
  jest.setTimeout(120_000)
  afterAll(command.remove)
  beforeAll(async () => writeFileSync(command.path('desk.ndjson'), await history()))

  const covers = (stream: string, ...more: ReadonlyArray<string>): string => {
    const { code, output, messages } = command.run(['explain', 'desk.ndjson', stream, ...more])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    return output.slice(output.indexOf('What covers it'))
  }

  it('tells below the story of an asset what covers it on a day, until when, who pays, and why', () => {
    expect(covers(`asset-${assetId}`, '--on', '2027-02-01')).toBe(`What covers it on 2027-02-01?
  warranty 01972f8c-5c00-7000-8000-0000000000b1: active
    conformity (statutory): active
      until when: 2028-08-10, from 2026-08-10 on
      who pays: seller
      for what: everything
      why: since delivery, 2026-08-10T12:00:00Z
      asks for: receipt
    motor (commercial): active
      until when: 2031-08-11, from 2026-08-12 on
      who pays: manufacturer (manufacturer-service)
      for what: motor, motor-control, without water-damage, commercial-use
      why: since installation, 2026-08-12T12:00:00Z
      asks for: receipt
    motor-extension (extension): pending
      until when: 2034-08-11, from 2031-08-12 on
      who pays: insurer (extension-desk), but for 29.00 EUR a claim
      for what: motor, without wear
      why: not yet started, 2026-08-12T12:00:00Z
      asks for: receipt
    whom the customer was told to turn to:
      2027-01-13T12:00:00Z  motor: seller (desk)
    claims:
      2027-01-13T12:00:00Z  motor: approved  01972f8c-5c00-7000-8000-0000000000c1
`)
  })

  it('tells of a warranty alone, as far as was known by then, of the day of the last recording', () => {
    expect(
      covers(`warranty-${warrantyId}`, '--as-of', '2026-08-11T00:00:00Z'),
    ).toBe(`What covers it as of 2026-08-11T00:00:00Z?
  warranty 01972f8c-5c00-7000-8000-0000000000b1: active
    conformity (statutory): active
      until when: 2028-08-10, from 2026-08-10 on
      who pays: seller
      for what: everything
      why: since delivery, 2026-08-10T12:00:00Z
      asks for: receipt
    motor (commercial): pending
      until when: not known yet
      who pays: manufacturer (manufacturer-service)
      for what: motor, motor-control, without water-damage, commercial-use
      why: waits for installation
      asks for: receipt
    motor-extension (extension): pending
      until when: not known yet
      who pays: insurer (extension-desk), but for 29.00 EUR a claim
      for what: motor, without wear
      why: waits for end of layer
      asks for: receipt
    whom the customer was told to turn to: nobody
`)
  })

  it('knows that both the first and the last day are covered, and none after', () => {
    const conformityOn = (day: string) =>
      /conformity \(statutory\): (\w+)/.exec(covers(`asset-${assetId}`, '--on', day))?.[1]
    expect(['2026-08-09', '2026-08-10', '2028-08-10', '2028-08-11'].map(conformityOn)).toEqual([
      'pending',
      'active',
      'active',
      'expired',
    ])
  })

  it('refuses a day that there is not', () => {
    for (const [day, why] of [
      ['2027-02-30', 'there is no such day'],
      ['soon', 'not a day such as 2025-01-31'],
    ] as const) {
      expect(command.run(['explain', 'desk.ndjson', `asset-${assetId}`, '--on', day])).toEqual({
        code: 2,
        output: '',
        messages: `aftersale: --on ${day}: ${why}\n`,
      })
    }
  })

  it('has no faults, and lists the duties that were missed with the events that show it', () => {
    expect(command.run(['verify', 'desk.ndjson']).output).toMatch(/, no faults\n$/)
    const missing = command.run(['explain', 'desk.ndjson', 'missing-duties/conditions']).output
    expect(missing).toMatch(
      /^missing-duties\/conditions: 100\.00 % \(1 of 1\)\n  counted:\n    \S+ {2}WarrantyRegistered /,
    )
    const told = command.run(['explain', 'desk.ndjson', 'missing-duties/responsible-party']).output
    expect(told).toMatch(/^missing-duties\/responsible-party: 0\.00 % \(0 of 1\)\n/)
    const pending = command.run(['explain', 'desk.ndjson', 'missing-duties/repair-extension']).output
    expect(pending).toMatch(/^missing-duties\/repair-extension: – \(0 of 0, 1 pending\)\n/)
  })
})

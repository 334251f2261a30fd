import { readFileSync, writeFileSync } from 'node:fs'
import { domainEventCatalogue } from '@aftersale/domain/events'
import * as E from 'fp-ts/lib/Either.js'
import { fileSource } from '../file/file-source.js'
import { fileTarget } from '../file/file-target.js'
import { readWhole, temporaryDirectory } from '../file/history-files.fixtures.js'
import { importLog } from './import-log.js'
import type { Mapping } from './mapping.js'
import { builtInMappings, mappingFrom } from './mapping-file.js'
import type { LeftOut } from './source-value.js'

const files = temporaryDirectory()
afterAll(files.remove)

const servicenow = builtInMappings.get('servicenow') as Mapping

const columns = [
  'number',
  'incident_state',
  'caller_id',
  'opened_at',
  'sys_updated_by',
  'sys_updated_at',
  'contact_type',
  'category',
  'subcategory',
  'priority',
  'assignment_group',
  'closed_code',
  'closed_at',
] as const

type Row = Partial<Record<(typeof columns)[number], string>>

/** Rows of one incident, each like the one before but for what is given. */
const log = (name: string, rows: ReadonlyArray<Row>): string => {
  let row: Row = {
    number: 'INC1',
    incident_state: 'New',
    caller_id: 'Caller 1',
    opened_at: '1/3/2016 09:00',
    sys_updated_by: 'Updated by 1',
    sys_updated_at: '1/3/2016 09:05',
    contact_type: 'Phone',
    category: 'Category 1',
    subcategory: 'Subcategory 1',
    priority: '3 - Moderate',
    assignment_group: 'Group 1',
    closed_code: 'code 1',
    closed_at: '9/3/2016 12:00',
  }
  const lines = rows.map((changed) => {
    row = { ...row, ...changed }
    return columns.map((column) => row[column]).join(',')
  })
  writeFileSync(files.path(name), `${[columns.join(','), ...lines].join('\n')}\n`)
  return files.path(name)
}

const imported = async (path: string, mapping: Mapping = servicenow, to = `${path}.ndjson`) => {
  const target = await fileTarget(to)()
  if (E.isLeft(target)) throw new Error(JSON.stringify(target.left))
  const leftOut: Array<Omit<LeftOut, 'raw'>> = []
  const summary = await importLog({
    log: path,
    mapping,
    target: target.right,
    onLeftOut: ({ raw: _raw, ...told }) => leftOut.push(told),
  })()
  await target.right.finish()()
  return { summary, leftOut, told: await told(to) }
}

/** Each event as its type, its business time and what the mapping decides about it. */
const told = async (path: string): Promise<ReadonlyArray<string>> => {
  const { events } = await readWhole(fileSource(path))
  return events.map((event) => {
    const decoded = domainEventCatalogue.decode(event)
    if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
    const { type, data } = decoded.right.event
    const { occurredAt, recordedAt } = decoded.right.metadata
    const { team, toTeam, outcome, episode } = data as Record<string, unknown>
    const cause = type.startsWith('Hold') ? (data as { readonly cause: string }).cause : undefined
    const about = [team, toTeam, cause, outcome, type === 'ServiceTicketReopened' ? episode : undefined].filter(
      (part) => part !== undefined,
    )
    const recorded = recordedAt === occurredAt ? '' : ` recorded ${recordedAt.slice(5, 16)}`
    return `${[type, occurredAt.slice(5, 16), ...about.map(String)].join(' ')}${recorded}`
  })
}

describe('the ServiceNow mapping', () => {
  it('tells the life of an incident, state by state', async () => {
    const path = log('life.csv', [
      {},
      { incident_state: 'Active', sys_updated_at: '1/3/2016 10:00' },
      { assignment_group: '?', sys_updated_at: '1/3/2016 10:30' },
      { assignment_group: 'Group 1', sys_updated_at: '1/3/2016 10:40' },
      { assignment_group: 'Group 2', sys_updated_at: '1/3/2016 11:00' },
      { incident_state: 'Awaiting User Info', sys_updated_at: '1/3/2016 12:00' },
      { incident_state: 'Awaiting Vendor', sys_updated_at: '2/3/2016 12:00' },
      { incident_state: 'Awaiting Evidence', sys_updated_at: '3/3/2016 12:00' },
      { incident_state: 'Resolved', sys_updated_at: '4/3/2016 12:00' },
      { assignment_group: 'Group 3', sys_updated_at: '4/3/2016 13:00' },
      { incident_state: 'Closed', sys_updated_at: '9/3/2016 12:01' },
    ])
    const { told, leftOut } = await imported(path)
    expect(leftOut).toEqual([])
    expect(told).toEqual([
      'ServiceTicketOpened 03-01T09:00 recorded 03-01T09:05',
      'ContactRecorded 03-01T09:00 recorded 03-01T09:05',
      'ServiceTicketAssigned 03-01T09:05 Group 1',
      'ServiceTicketTransferred 03-01T11:00 Group 2',
      'WaitingOnCustomerStarted 03-01T12:00',
      'WaitingOnCustomerEnded 03-02T12:00',
      'HoldStarted 03-02T12:00 vendor',
      'HoldEnded 03-03T12:00 vendor',
      'HoldStarted 03-03T12:00 evidence',
      'HoldEnded 03-04T12:00 evidence',
      'ServiceTicketResolved 03-04T12:00 Group 2',
      'ServiceTicketTransferred 03-04T13:00 Group 3',
      'ServiceTicketClosed 03-09T12:00 resolved recorded 03-09T12:01',
    ])
  })

  it('closes an incident that comes back at the time of its row, and the last time at the time of its closing', async () => {
    const { told } = await imported(
      log('reopened.csv', [
        { incident_state: 'Resolved' },
        { incident_state: 'Closed', sys_updated_at: '3/3/2016 12:00' },
        { incident_state: 'Active', sys_updated_at: '4/3/2016 12:00' },
        { incident_state: 'Resolved', sys_updated_at: '5/3/2016 12:00' },
        { incident_state: 'Closed', sys_updated_at: '8/3/2016 12:00' },
      ]),
    )
    expect(told.slice(3)).toEqual([
      'ServiceTicketResolved 03-01T09:05 Group 1',
      'ServiceTicketClosed 03-03T12:00 resolved',
      'ServiceTicketReopened 03-04T12:00 2',
      'ServiceTicketResolved 03-05T12:00 Group 1',
      // Closed after the row was written: recorded no earlier than it happened.
      'ServiceTicketClosed 03-09T12:00 resolved',
    ])
  })

  it('invents no resolution for what was closed without one, and no customer', async () => {
    const path = log('unresolved.csv', [{ caller_id: '?' }, { incident_state: 'Closed' }])
    const { told } = await imported(path)
    expect(told.at(-1)).toBe('ServiceTicketClosed 03-09T12:00 not-resolved')
    expect(readFileSync(`${path}.ndjson`, 'utf8')).not.toContain('customerId')
  })

  it('passes over rows of an unknown state, lists them, and compares with the one before', async () => {
    const path = log('dirt.csv', [
      {},
      { incident_state: '-100', assignment_group: 'Group 9' },
      { incident_state: 'New' },
    ])
    const { told, leftOut, summary } = await imported(path)
    expect(told).toHaveLength(4)
    expect(told.at(-1)).toBe('ServiceTicketTransferred 03-01T09:05 Group 9')
    expect(leftOut).toEqual([{ line: 3, reason: 'StateNotKnown', value: 'incident_state = -100' }])
    expect(summary).toMatchObject({ right: { rows: 3, cases: 1, casesAre: 'tickets', eventsAdded: 4, rowsLeftOut: 1 } })
  })

  it('tells apart transfers to the same group within a minute', async () => {
    const groups = ['Group 1', 'Group 2', 'Group 1', 'Group 2', 'Group 1']
    const { told } = await imported(
      log(
        'to-and-fro.csv',
        groups.map((assignment_group): Row => ({ assignment_group })),
      ),
    )
    expect(told.slice(3)).toEqual(groups.slice(1).map((group) => `ServiceTicketTransferred 03-01T09:05 ${group}`))
  })

  it('keeps the order of the log where its times do not', async () => {
    const path = log('order.csv', [
      { sys_updated_at: '1/3/2016 11:10' },
      { sys_updated_at: '1/3/2016 09:52' },
      { incident_state: 'Resolved', sys_updated_at: '1/3/2016 11:03' },
    ])
    const { told, leftOut } = await imported(path)
    expect(leftOut).toEqual([])
    expect(told.slice(2)).toEqual([
      'ServiceTicketAssigned 03-01T11:10 Group 1',
      // Before the group had it.
      'ServiceTicketResolved 03-01T11:03',
    ])
  })

  it('lists what it has no word for, and what is no time', async () => {
    const path = log('words.csv', [
      { contact_type: 'Fax' },
      { number: 'INC2', contact_type: 'Phone', opened_at: '30/2/2016 09:00' },
    ])
    const { leftOut, told } = await imported(path)
    expect(told).toEqual([])
    expect(leftOut).toEqual([
      { line: 2, reason: 'ValueNotMapped', value: 'contact_type = Fax' },
      { line: 2, reason: 'TicketNotOpened', value: 'AssignServiceTicket {}' },
      { line: 3, reason: 'NotATime', value: 'opened_at = 30/2/2016 09:00' },
      { line: 3, reason: 'TicketNotOpened', value: 'AssignServiceTicket {}' },
    ])
  })

  it('lists rows with too few fields, without a key, and of a ticket whose rows are apart', async () => {
    const path = log('rows.csv', [
      {},
      { number: 'INC2' },
      { number: 'INC1', incident_state: 'Active' },
      { number: '?' },
    ])
    writeFileSync(path, `${readFileSync(path, 'utf8')}INC3,New\n`)
    expect((await imported(path)).leftOut).toEqual([
      { line: 4, reason: 'RowsOfTicketApart', value: 'number = INC1' },
      { line: 5, reason: 'KeyMissing', value: 'number = ?' },
      { line: 6, reason: 'WrongNumberOfFields', value: '2 instead of 13' },
    ])
  })
})

describe('a log that is imported again', () => {
  const rows: ReadonlyArray<Row> = [{}, { incident_state: 'Awaiting User Info' }, { incident_state: 'Resolved' }]

  it('adds nothing where nothing is new', async () => {
    const path = log('again.csv', rows)
    const first = await imported(path)
    const second = await imported(path)
    expect(second.summary).toMatchObject({ right: { eventsAdded: 0, eventsThereBefore: first.told.length } })
    expect(second.told).toEqual(first.told)
  })

  it('adds what is new where it has grown', async () => {
    const path = log('grown.csv', rows)
    const first = await imported(path)
    const longer = log('grown.csv', [...rows, { incident_state: 'Active', sys_updated_at: '5/3/2016 09:00' }])
    const second = await imported(longer)
    expect(second.told).toEqual([...first.told, 'ServiceTicketReopened 03-05T09:00 2'])
  })

  it('gives the same bytes, wherever it is imported', async () => {
    const path = log('bytes.csv', rows)
    await imported(path, servicenow, files.path('one.ndjson'))
    await imported(path, servicenow, files.path('two.ndjson'))
    expect(readFileSync(files.path('two.ndjson'), 'utf8')).toBe(readFileSync(files.path('one.ndjson'), 'utf8'))
  })

  it('decides nothing anew of what left nothing: the ticket has moved on since', async () => {
    const path = log('refused.csv', [{}, { incident_state: 'Resolved' }, { assignment_group: 'Group 2' }])
    const toOwnTeam = {
      when: [{ column: 'incident_state', to: ['Resolved'] }],
      command: 'TransferServiceTicket',
      at: 'sys_updated_at',
      with: { toTeam: { is: 'Group 1' } },
    }
    const twice = { ...servicenow, rules: [...servicenow.rules, toOwnTeam] } as Mapping
    // Nothing to do as long as the ticket is with that team; by the end of the log it is with another one.
    const first = await imported(path, twice)
    expect(first.told.at(-1)).toBe('ServiceTicketTransferred 03-01T09:05 Group 2')
    expect((await imported(path, twice)).told).toEqual(first.told)
  })
})

describe('a mapping of its own', () => {
  const mapping = (changed: object): Mapping => {
    const read = mappingFrom(
      JSON.stringify({
        name: 'own',
        namespace: '3b9d7c7e-1d0a-5d38-9d0d-6d9f8a3c5e11',
        csv: { delimiter: ';', unknown: ['n/a'] },
        times: { format: 'MM/DD/YYYY hh:mm A', zone: 'America/New_York' },
        ticket: { key: 'id', rows: 'scattered' },
        rules: [
          {
            when: [{ row: 'first' }],
            command: 'OpenServiceTicket',
            at: 'created',
            with: {
              channel: { column: 'via', values: { mail: 'email' }, otherwise: 'web' },
              kind: { is: 'question' },
              priority: { is: 'moderate' },
              openedBy: { fields: { kind: { is: 'customer' }, id: { idOf: 'customer', column: 'who' } } },
              subject: { column: 'subject' },
            },
          },
          {
            when: [{ column: 'answered', is: 'known' }],
            command: 'ReplyToCustomer',
            at: 'answered',
            with: {
              messageId: { newId: 'reply' },
              channel: { is: 'email' },
              repliedBy: { fields: { kind: { is: 'agent' }, id: { is: 'desk' } } },
              automated: { is: false },
            },
          },
          {
            when: [{ column: 'status', is: ['junk'] }],
            command: 'MarkServiceTicketAsSpam',
            at: 'created',
            with: {
              markedBy: { fields: { kind: { is: 'agent' }, id: { is: 'desk' } } },
            },
          },
        ],
        ...changed,
      }),
    )
    if (E.isLeft(read)) throw new Error(read.left)
    if ('sales' in read.right || 'units' in read.right) throw new TypeError('A mapping of tickets is meant')
    return read.right
  }

  it('reads a log of one row a ticket, with quoted fields, other delimiters and local times', async () => {
    const path = files.path('own.csv')
    writeFileSync(
      path,
      'id;created;answered;status;via;who;subject\r\n' +
        '1;01/31/2025 09:00 AM;01/31/2025 12:30 PM;open;mail;ann;"Broken; ""again""\r\nand again"\r\n' +
        '2;07/01/2025 12:00 AM;n/a;junk;;bob;x\r\n',
    )
    const { told, leftOut } = await imported(path, mapping({}))
    expect(leftOut).toEqual([])
    // New York is five hours behind in January and four in July.
    expect(told).toEqual([
      'ServiceTicketOpened 01-31T14:00',
      'CustomerReplied 01-31T17:30',
      'ServiceTicketOpened 07-01T04:00',
      'ServiceTicketMarkedAsSpam 07-01T04:00',
    ])
    expect(readFileSync(`${path}.ndjson`, 'utf8')).toContain('"subject":"Broken; \\"again\\"\\nand again"')
  })

  it('gathers rows that are scattered', async () => {
    const path = files.path('scattered.csv')
    const cells = (id: string, answered: string): string => `${id};01/31/2025 09:00 AM;${answered};open;mail;ann;x\n`
    writeFileSync(
      path,
      `id;created;answered;status;via;who;subject\n${cells('1', 'n/a')}${cells('2', 'n/a')}${cells('1', '02/01/2025 09:00 AM')}`,
    )
    const { told } = await imported(path, mapping({}))
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'ServiceTicketOpened',
      'CustomerReplied',
      'ServiceTicketOpened',
    ])
  })

  it('lists what makes no command, without showing what is personal', async () => {
    const path = files.path('missing.csv')
    writeFileSync(path, 'id;created;answered;status;via;who;subject\n1;01/31/2025 09:00 AM;n/a;open;mail;n/a;secret\n')
    const { leftOut } = await imported(path, mapping({}))
    expect(leftOut).toHaveLength(1)
    expect(leftOut[0]).toMatchObject({ line: 2, reason: 'NotACommand' })
    expect(leftOut[0]?.value).toMatch(/^OpenServiceTicket: data\.openedBy\.id: missing/)
    expect(leftOut[0]?.value).not.toContain('secret')
  })

  it('is refused where its time format or its columns are none', async () => {
    const path = files.path('columns.csv')
    writeFileSync(path, 'id;created;created;answered;status;via;who;subject\n')
    expect((await imported(path, mapping({}))).summary).toEqual(E.left({ fault: 'ColumnTwice', column: 'created' }))
    const other = mapping({ times: { format: 'YYYY-QQ', zone: 'UTC' } })
    expect((await imported(path, other)).summary).toEqual(
      E.left({ fault: 'TimeFormatNotUnderstood', format: 'YYYY-QQ', zone: 'UTC' }),
    )
  })
})

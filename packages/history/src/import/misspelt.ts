import { ReturnPolicy } from '@aftersale/domain'
import { importableCommands } from './importable-commands.js'
import { SalesMapping } from './sales/sales-mapping.js'
import { UnitsMapping } from './units/units-mapping.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * The first name in a mapping that means nothing there, as its path: `rules[3].when[0].form`. A misspelt name would be
 * passed over in silence otherwise. Judges names alone; what they hold is the codec's.
 */
export const misspeltIn = (mapping: unknown): string | undefined =>
  !isObject(mapping)
    ? undefined
    : 'sales' in mapping
      ? inSales(mapping)
      : 'units' in mapping
        ? inUnits(mapping)
        : inTickets(mapping)

const inSales = (mapping: unknown): string | undefined =>
  among(mapping, '', salesMappingNames) ??
  among(at(mapping, 'csv'), 'csv', ['delimiter', 'unknown']) ??
  among(at(mapping, 'times'), 'times', ['format', 'zone']) ??
  among(at(mapping, 'sales'), 'sales', salesNames) ??
  among(at(mapping, 'returnPolicy'), 'returnPolicy', Object.keys(ReturnPolicy.fields))

const salesMappingNames = Object.keys(SalesMapping.fields)
const salesNames = ['invoice', 'returnPrefix', 'customer', 'sku', 'quantity', 'unitPrice', 'at']

const inUnits = (mapping: unknown): string | undefined =>
  among(mapping, '', Object.keys(UnitsMapping.fields)) ??
  among(at(mapping, 'csv'), 'csv', ['delimiter', 'unknown']) ??
  among(at(mapping, 'dayZero'), 'dayZero', ['on', 'zone']) ??
  among(at(mapping, 'units'), 'units', ['serial', 'day', 'status', 'repaired', 'ended'])

const inTickets = (mapping: unknown): string | undefined =>
  among(mapping, '', mappingNames) ??
  among(at(mapping, 'csv'), 'csv', ['delimiter', 'unknown']) ??
  among(at(mapping, 'times'), 'times', ['format', 'zone']) ??
  among(at(mapping, 'ticket'), 'ticket', ['key', 'rows']) ??
  inValue(at(mapping, 'recordedBy'), 'recordedBy') ??
  inEach(at(mapping, 'leaveOut'), 'leaveOut', (one, path) => among(one, path, ['column', 'is', 'reason'])) ??
  inEach(at(mapping, 'rules'), 'rules', inRule)

const mappingNames = [
  'name',
  'namespace',
  'csv',
  'times',
  'ticket',
  'recordedAt',
  'recordedBy',
  'serviceLevel',
  'leaveOut',
  'rules',
]

const inRule = (rule: unknown, path: string): string | undefined =>
  among(rule, path, ['when', 'command', 'at', 'with']) ??
  inEach(at(rule, 'when'), `${path}.when`, inCondition) ??
  among(at(rule, 'at'), `${path}.at`, ['last', 'earlier']) ??
  among(at(rule, 'with'), `${path}.with`, fieldsOf(at(rule, 'command'))) ??
  inFields(at(rule, 'with'), `${path}.with`)

const inCondition = (condition: unknown, path: string): string | undefined => {
  const names = isObject(condition) ? condition : {}
  if ('row' in names) return among(condition, path, ['row'])
  return among(condition, path, 'is' in names ? ['column', 'is'] : ['column', 'from', 'to', 'notTo'])
}

const inValue = (value: unknown, path: string): string | undefined => {
  if (!isObject(value)) return undefined
  if ('fields' in value) return among(value, path, ['fields']) ?? inFields(value.fields, `${path}.fields`)
  const kind = ['is', 'newId', 'numbered', 'time'].find((name) => name in value)
  if (kind !== undefined) return among(value, path, [kind])
  return among(value, path, 'idOf' in value ? ['idOf', 'column', 'otherwise'] : ['column', 'values', 'otherwise'])
}

const inFields = (fields: unknown, path: string): string | undefined =>
  isObject(fields) ? first(Object.entries(fields), ([name, value]) => inValue(value, `${path}.${name}`)) : undefined

/** The names that a rule may give to this command; nothing where there is no such command. */
const fieldsOf = (command: unknown): ReadonlyArray<string> | undefined =>
  typeof command === 'string' && Object.hasOwn(importableCommands, command)
    ? Object.keys(importableCommands[command as keyof typeof importableCommands].codec.data.fields)
    : undefined

const among = (value: unknown, path: string, names: ReadonlyArray<string> | undefined): string | undefined => {
  if (!isObject(value) || names === undefined) return undefined
  const name = Object.keys(value).find((one) => !names.includes(one))
  return name === undefined ? undefined : path === '' ? name : `${path}.${name}`
}

const inEach = (
  list: unknown,
  path: string,
  inOne: (one: unknown, path: string) => string | undefined,
): string | undefined =>
  Array.isArray(list) ? first([...list.entries()], ([index, one]) => inOne(one, `${path}[${index}]`)) : undefined

const first = <Item>(items: ReadonlyArray<Item>, found: (item: Item) => string | undefined): string | undefined => {
  for (const item of items) {
    const path = found(item)
    if (path !== undefined) return path
  }
  return undefined
}

const at = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined)

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

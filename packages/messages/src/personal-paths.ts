import type * as t from 'io-ts'
import { structureOf } from './codec-structure.js'

/**
 * Where the personal fields of a codec lie: `data.contact.name`, `data.notes[].text`; `[]` stands for each item of a
 * list, `{}` for each value and `{keys}` for the keys of a dictionary, and the empty path for the codec itself. Each
 * path once; what lies inside a personal field is not listed again.
 */
export const personalPaths = (codec: t.Mixed): ReadonlyArray<string> => [...new Set(pathsFrom(codec, '', []))]

/** Whether anything in it is personal. */
export const holdsPersonal = (codec: t.Mixed): boolean => pathsFrom(codec, '', []).length > 0

/** `within` are the codecs around this one: one that comes again inside itself has nothing new to tell. */
const pathsFrom = (codec: t.Mixed, path: string, within: ReadonlyArray<t.Mixed>): ReadonlyArray<string> => {
  if (within.includes(codec)) return []
  const inside = [...within, codec]
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields':
      return Object.entries(structure.fields).flatMap(([name, field]) => pathsFrom(field, joined(path, name), inside))
    case 'list':
      return pathsFrom(structure.item, `${path}[]`, inside)
    case 'tuple':
      return structure.items.flatMap((item, index) => pathsFrom(item, `${path}[${index}]`, inside))
    case 'dictionary':
      return [...pathsFrom(structure.key, `${path}{keys}`, inside), ...pathsFrom(structure.value, `${path}{}`, inside)]
    case 'union':
      return structure.alternatives.flatMap((alternative) => pathsFrom(alternative, path, inside))
    case 'intersection':
      return structure.members.flatMap((member) => pathsFrom(member, path, inside))
    case 'brand':
      return pathsFrom(structure.base, path, inside)
    case 'wrapper':
      return structure.wraps === 'personal' ? [path] : pathsFrom(structure.inner, path, inside)
    case 'primitive':
    case 'literal':
    case 'keys':
    case 'opaque':
      return []
  }
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

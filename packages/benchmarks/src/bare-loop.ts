import { createReadStream } from 'node:fs'

/**
 * What replaying is measured beside: the file's lines, each parsed and forgotten. Prints how many there were. Read as
 * Node.js does unless told otherwise; in greater pieces it takes longer.
 */
const countLines = async (file: string): Promise<number> => {
  let count = 0
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (JSON.parse(line) !== null) count += 1
    }
  }
  return count
}

const [file = ''] = process.argv.slice(2)
console.log(await countLines(file))

import { StartError as Problem, type StartProblem } from '../../emulator/src/base'

/** Why the local cloud cannot start, in a sentence that says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Runs what may fail at the start. @throws StartError for what has a sentence */
export async function inTheShopsWords<T>(dataDir: string | undefined, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Problem) throw new StartError(SENTENCES[error.problem](error, dataDir ?? ''))
    throw error
  }
}

/** What a small file holds, and what becomes of it when it is taken away. */
const SMALL_FILES: readonly [name: string, sentence: string][] = [
  ['clock.json', '它记着店铺的时钟。把它删掉再启动，时钟就回到电脑的时间，其它数据都在。'],
  ['chat.json', '它只记着群聊。把它删掉再启动，群聊重新开始，其它数据都在。'],
  ['round.json', '它只记着舞台上走到了哪一步。把它删掉再启动，从第一步重新开始，其它数据都在。'],
  ['emulator.json', '它记着这个目录里该有哪些文件。把它删掉再启动，会按现有的文件重新写一份。'],
]

const KEEP = '想保留旧数据，就把整个目录改名后再启动。'

const SENTENCES: Record<StartProblem, (problem: Problem, dataDir: string) => string> = {
  PORT_IN_USE: ({ subject: port }) =>
    `端口 ${port} 已被占用：可能榕铺已经在运行（打开 http://127.0.0.1:${port} 看看），` +
    `或换一个端口启动：npm start -- --port ${Number(port) + 1}`,
  FOLDER_IN_USE: (_, dataDir) => `数据目录 ${dataDir} 正被另一个榕铺使用：先关掉它（Ctrl-C），再试一次。`,
  FOLDER_FOREIGN: (_, dataDir) =>
    `${dataDir} 里有别的文件，不是榕铺的数据目录，里面的东西一个也没有动。` +
    `请用 --data 换一个空的或还不存在的目录。`,
  NO_ACCESS: ({ subject, detail }) =>
    `${subject} 不能写入（${detail}）。请检查这个目录的权限和所在的磁盘，或用 --data 换一个目录；数据没有改动。`,
  DISK_FULL: ({ subject }) => `磁盘满了，${subject} 写不下。腾出空间后再启动；已经确认的数据都在。`,
  FILE_MISSING: ({ subject }, dataDir) =>
    `${subject} 不见了，而 ${dataDir} 里的其它数据还在：请把它放回来。` + `放不回来也不必急着清空，${KEEP}`,
  FILE_BROKEN({ subject, detail }) {
    const small = SMALL_FILES.find(([name]) => subject.endsWith(name))
    if (small) return `${subject} 读不出来（${detail}）。${small[1]}`
    return (
      `${subject} 读不出来（${detail}）。有备份就放回去；${KEEP}` +
      `只有演示数据、都不要了，才运行 npm run reset。`
    )
  },
}

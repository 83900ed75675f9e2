/** Why the local cloud cannot start, in a sentence that says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export function portInUse(port: number): StartError {
  return new StartError(
    `端口 ${port} 已被占用：可能榕铺已经在运行（打开 http://127.0.0.1:${port} 看看），` +
      `或换一个端口启动：npm start -- --port ${port + 1}`,
  )
}

export function dataProblem(dataDir: string, error: unknown): StartError {
  const detail = error instanceof Error ? error.message : String(error)
  if (/locked|busy/i.test(detail)) {
    return new StartError(`数据目录 ${dataDir} 正被另一个榕铺使用：先关掉它（Ctrl-C），再启动。`)
  }
  return new StartError(
    `数据目录 ${dataDir} 里的文件打不开（${detail}）。运行 npm run reset 清空演示数据后再启动；` +
      `想保留旧数据，先把这个目录改名。`,
  )
}

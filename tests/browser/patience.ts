// A whole story on a machine that does other things, too; each wait in it has its own end.
jest.setTimeout(900_000)

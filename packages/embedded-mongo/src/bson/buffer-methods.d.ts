/**
 * Methods that every Buffer of Node has and that its types leave out. They skip the checks of `toString` and
 * `write`, which short strings feel.
 */
interface Buffer {
  utf8Slice(start?: number, end?: number): string;
  latin1Slice(start?: number, end?: number): string;
  hexSlice(start?: number, end?: number): string;
  utf8Write(text: string, offset?: number, length?: number): number;
  hexWrite(text: string, offset?: number, length?: number): number;
}

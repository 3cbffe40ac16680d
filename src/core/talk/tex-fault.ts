/**
 * Why a formula of a caption cannot be set as it stands. `sign` is the sign or command that is wrong or missing; those
 * of `other` are the words of what sets it.
 */
export type TexFault = { readonly tex: string } & (
  | {
      readonly kind: 'unknown' | 'missing' | 'alone' | 'nothing behind' | 'twice' | 'other';
      readonly sign: string;
    }
  | { readonly kind: 'comment' | 'endless' | 'not closed' }
);

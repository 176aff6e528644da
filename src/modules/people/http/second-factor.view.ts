export class MySecondFactorView {
  /** Whether signing in asks for a code. */
  enrolled!: boolean;
}

export class SecondFactorRuleView {
  /** Whether every member must have one. */
  required!: boolean;
  /** Ids of the members who have one. */
  enrolledMembers!: string[];
  /** The workspace's version, for If-Match. */
  version!: number;
}

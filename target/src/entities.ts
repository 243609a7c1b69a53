import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** A customer. */
@Entity('users')
export class User {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'text' })
  email!: string;

  /** The bcrypt hash. */
  @Column({ type: 'text' })
  password!: string;
}

/** What a customer may spend; always the sum of its history. */
@Entity('points')
export class Point {
  @PrimaryColumn({ type: 'int' })
  userId!: number;

  @Column({ type: 'int' })
  balance!: number;
}

/** One change of a balance: positive for a CHARGE, negative for a USE. */
@Entity('point_history')
export class PointHistory {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'int' })
  userId!: number;

  @Column({ type: 'int' })
  amount!: number;

  @Column({ type: 'text' })
  kind!: 'CHARGE' | 'USE';
}

/** What is left of a product; `initialQuantity` minus everything ordered. */
@Entity('stocks')
export class Stock {
  @PrimaryColumn({ type: 'int' })
  productId!: number;

  @Column({ type: 'int' })
  initialQuantity!: number;

  @Column({ type: 'int' })
  quantity!: number;

  /** Points for one unit. */
  @Column({ type: 'int' })
  price!: number;

  @VersionColumn()
  version!: number;
}

/** A placed order; `amount` = price × quantity. */
@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'int' })
  userId!: number;

  @Column({ type: 'int' })
  productId!: number;

  @Column({ type: 'int' })
  quantity!: number;

  @Column({ type: 'int' })
  amount!: number;
}

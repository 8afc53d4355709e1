<?php
/**
 * The list of what is to be paid: one table and one form for each currency.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/**
 * What the list shows of each order, by currency, in the order given. Amounts are what the app says is open; for an
 * order it has not read yet, or while it is away, what the shop knows.
 *
 * @param \WC_Order[] $orders
 * @param array       $said The app's items by order id.
 * @return array<string,array<int,array>> Rows by currency.
 */
function due_groups( array $orders, array $said ): array {
	$groups = array();
	foreach ( $orders as $order ) {
		$item     = $said[ $order->get_id() ] ?? array();
		$currency = (string) ( $item['currency'] ?? $order->get_currency() );
		$amount   = (string) ( $item['open'] ?? wc_format_decimal( (float) $order->get_total() - (float) $order->get_total_refunded() ) );
		$groups[ $currency ][] = array(
			'id'     => $order->get_id(),
			'number' => $order->get_order_number(),
			'view'   => $order->get_view_order_url(),
			'pay'    => own_pay_url( $order ),
			'since'  => $order->get_date_created() ? $order->get_date_created()->getTimestamp() : 0,
			'amount' => $amount,
			'late'   => ! empty( $item['isLate'] ),
		);
	}
	return $groups;
}

/** @param bool $is_together Whether several can be paid at once now. */
function show_due_groups( array $groups, bool $is_together ): void {
	foreach ( $groups as $currency => $rows ) {
		if ( count( $groups ) > 1 ) {
			/* translators: %s: currency, like EUR */
			echo '<h3 class="reglo-currency">' . esc_html( sprintf( __( 'To pay in %s', 'reglo-for-woocommerce' ), $currency ) ) . '</h3>';
		}
		$is_form = $is_together && count( $rows ) > 1;
		if ( $is_form ) {
			open_form( (string) $currency );
		}
		show_due_table( $rows, (string) $currency, $is_form );
		show_due_sum( $rows, (string) $currency, $is_form );
		echo $is_form ? '</form>' : '';
	}
}

function open_form( string $currency ): void {
	printf( '<form method="post" action="%s" class="reglo-together" data-reglo-money="%s">', esc_url( wc_get_account_endpoint_url( ENDPOINT ) ), esc_attr( (string) wp_json_encode( money_format( $currency ) ) ) );
	wp_nonce_field( 'reglo_together', 'reglo_nonce', false );
	printf( '<input type="hidden" name="reglo_together" value="%s">', esc_attr( $currency ) );
	// Only with a script does it do anything: until that runs it is not there.
	printf( '<p class="reglo-all" hidden><label><input type="checkbox" checked> %s</label></p>', esc_html__( 'Select all', 'reglo-for-woocommerce' ) );
}

/** How this shop writes prices, for the sum that follows the ticks. */
function money_format( string $currency ): array {
	return array(
		'decimals'  => wc_get_price_decimals(),
		'decimal'   => wc_get_price_decimal_separator(),
		'thousand'  => wc_get_price_thousand_separator(),
		'pattern'   => html_entity_decode( get_woocommerce_price_format(), ENT_QUOTES, 'UTF-8' ),
		'symbol'    => html_entity_decode( get_woocommerce_currency_symbol( $currency ), ENT_QUOTES, 'UTF-8' ),
	);
}

function show_due_table( array $rows, string $currency, bool $is_form ): void {
	echo '<table class="woocommerce-orders-table shop_table shop_table_responsive my_account_orders account-orders-table reglo-due"><thead><tr>';
	foreach ( array( __( 'Order', 'reglo-for-woocommerce' ), __( 'Since', 'reglo-for-woocommerce' ), __( 'To pay', 'reglo-for-woocommerce' ) ) as $title ) {
		echo '<th scope="col">' . esc_html( $title ) . '</th>';
	}
	echo '<th scope="col"><span class="screen-reader-text">' . esc_html__( 'Pay', 'reglo-for-woocommerce' ) . '</span></th></tr></thead><tbody>';
	$ticked = posted_ticks( $currency );
	foreach ( $rows as $index => $row ) {
		$is_ticked = $ticked === null ? $index < TOGETHER_MAX : in_array( $row['id'], $ticked, true );
		show_due_row( $row, $currency, $is_form ? tick_box( $row, $is_ticked ) : '' );
	}
	echo '</tbody></table>';
}

/** In the order's own cell: on a phone each cell is a line, and themes know no other column. */
function tick_box( array $row, bool $is_ticked ): string {
	return sprintf(
		'<input type="checkbox" name="reglo_orders[]" value="%1$d" data-reglo-amount="%2$s" aria-label="%3$s"%4$s> ',
		(int) $row['id'],
		esc_attr( $row['amount'] ),
		/* translators: %s: order number */
		esc_attr( sprintf( __( 'Order %s', 'reglo-for-woocommerce' ), $row['number'] ) ),
		$is_ticked ? ' checked' : ''
	);
}

function show_due_row( array $row, string $currency, string $tick_box ): void {
	printf( '<tr data-reglo-order="%d">', (int) $row['id'] );
	printf( '<td data-title="%s">%s<a href="%s">#%s</a></td>', esc_attr__( 'Order', 'reglo-for-woocommerce' ), $tick_box, esc_url( $row['view'] ), esc_html( $row['number'] ) ); // phpcs:ignore WordPress.Security.EscapeOutput -- tick_box() escaped it.
	$late = $row['late'] ? ' <em class="reglo-late">' . esc_html__( 'late', 'reglo-for-woocommerce' ) . '</em>' : '';
	printf( '<td data-title="%s">%s%s</td>', esc_attr__( 'Since', 'reglo-for-woocommerce' ), esc_html( $row['since'] > 0 ? local_day( $row['since'] ) : '' ), $late ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
	printf( '<td data-title="%s">%s</td>', esc_attr__( 'To pay', 'reglo-for-woocommerce' ), esc_html( price_words( $row['amount'], $currency ) ) );
	/* translators: %s: order number */
	$label = sprintf( __( 'Pay order %s', 'reglo-for-woocommerce' ), $row['number'] );
	printf( '<td class="reglo-pay"><a class="woocommerce-button button wp-element-button" href="%s" aria-label="%s">%s</a></td></tr>', esc_url( $row['pay'] ), esc_attr( $label ), esc_html__( 'Pay', 'reglo-for-woocommerce' ) );
}

/** The sum of all without a script; with one, of what is ticked. */
function show_due_sum( array $rows, string $currency, bool $is_form ): void {
	if ( count( $rows ) < 2 ) {
		return;
	}
	$sum = 0.0;
	foreach ( $rows as $row ) {
		$sum += round( (float) $row['amount'], 4 );
	}
	/* translators: %s: an amount */
	echo '<p class="reglo-total">' . esc_html( sprintf( __( 'In all: %s', 'reglo-for-woocommerce' ), price_words( (string) $sum, $currency ) ) ) . '</p>';
	if ( $is_form ) {
		echo '<p class="reglo-total reglo-ticked" hidden>' . esc_html__( 'Selected:', 'reglo-for-woocommerce' ) . ' <output aria-live="polite"></output></p>';
		echo '<p class="reglo-go"><button type="submit" class="woocommerce-button button wp-element-button">' . esc_html__( 'Pay the selected orders together', 'reglo-for-woocommerce' ) . '</button></p>';
	}
}

<?php
/**
 * Marks an order paid, exactly once, through WooCommerce's own payment_complete(), so that stock, bookings, virtual
 * goods and e-mails behave.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const PAYMENT_META     = '_reglo_payment';
const NOTE_META        = '_reglo_payment_note';
const LOCK_SECONDS     = 60;
const PAYMENT_METHOD   = 'reglo';

/**
 * What to do about an order, by what it is now. Pure.
 *
 * @param array $order status, currency, open_minor, is_dated, method, payment (the key kept by an earlier call, or '').
 * @param array $wish amount_minor, currency, key.
 * @return string done | paid | complete | date-only | order-gone | order-refunded | amount-differs
 */
function plan_mark_paid( array $order, array $wish ): string {
	if ( $order['payment'] === $wish['key'] ) {
		return 'done';
	}
	if ( $order['status'] === 'trash' ) {
		return 'order-gone';
	}
	if ( $order['status'] === 'refunded' ) {
		return 'order-refunded';
	}
	// Cash on delivery is "processing" before any money came: only a date makes that one paid.
	$is_cash_to_come = $order['status'] === 'processing' && $order['method'] === 'cod' && ! $order['is_dated'];
	if ( in_array( $order['status'], array( 'processing', 'completed' ), true ) && ! $is_cash_to_come ) {
		return 'paid';
	}
	$is_known = in_array( $order['status'], array( 'pending', 'failed', 'on-hold', 'cancelled', 'processing' ), true );
	if ( ! $is_known && $order['is_dated'] ) {
		return 'paid'; // A status of some plugin, after payment.
	}
	if ( $order['currency'] !== $wish['currency'] || $order['open_minor'] !== $wish['amount_minor'] ) {
		return 'amount-differs';
	}
	return $is_cash_to_come ? 'date-only' : 'complete';
}

/** A total as WooCommerce writes it, in minor units. Shops may keep more decimals than the currency has. */
function to_minor( float $total, int $exponent ): int {
	return (int) round( $total * 10 ** $exponent );
}

/**
 * Does it. Two calls at once: the second is told to come back. A call again finds its key and only says how things are.
 *
 * @param array $wish order, amount_minor, exponent, currency, transaction, title, paid_at (seconds), note, key.
 * @return array{outcome:string,order:array|null} `outcome` as in the plan, or marked, busy, write-ignored.
 */
function mark_paid( array $wish ): array {
	$lock = take_lock( 'order_' . $wish['order'] );
	if ( $lock === '' ) {
		return array( 'outcome' => 'busy', 'order' => null );
	}
	try {
		return mark_paid_locked( $wish );
	} finally {
		release_lock( 'order_' . $wish['order'], $lock );
	}
}

function mark_paid_locked( array $wish ): array {
	$order = wc_get_order( $wish['order'] );
	if ( ! $order instanceof \WC_Order ) {
		return array( 'outcome' => 'order-gone', 'order' => null );
	}
	$plan = plan_mark_paid( order_facts( $order, $wish['exponent'] ), $wish );
	if ( $plan === 'complete' || $plan === 'date-only' ) {
		write_payment( $order, $wish, $plan );
		// Read again: a plugin may have stood in the way, and a yes that did nothing would be our lie.
		$order = wc_get_order( $wish['order'] );
		$facts = order_facts( $order, $wish['exponent'] );
		$plan  = $facts['payment'] === $wish['key'] && $facts['is_dated'] && $order->is_paid() ? 'marked' : 'write-ignored';
	}
	// Also where somebody else was faster: two payments of one order must be seen by a person.
	if ( in_array( $plan, array( 'marked', 'done', 'paid' ), true ) ) {
		note_once( $order, $wish );
	}
	return array( 'outcome' => $plan, 'order' => order_answer( $order ) );
}

function order_facts( \WC_Order $order, int $exponent ): array {
	return array(
		'status'     => $order->get_status(),
		'currency'   => $order->get_currency(),
		'open_minor' => to_minor( (float) $order->get_total() - (float) $order->get_total_refunded(), $exponent ),
		'is_dated'   => $order->get_date_paid( 'edit' ) !== null && ! $order->needs_payment(),
		'method'     => $order->get_payment_method(),
		'payment'    => (string) $order->get_meta( PAYMENT_META ),
	);
}

/** Method, date and key go with the very save that changes the status: either all of it is written or nothing. */
function write_payment( \WC_Order $order, array $wish, string $plan ): void {
	$order->set_payment_method( PAYMENT_METHOD );
	$order->set_payment_method_title( $wish['title'] );
	$order->set_date_paid( min( time(), max( $wish['paid_at'], $order->get_date_created() ? $order->get_date_created()->getTimestamp() : 0 ) ) );
	$order->update_meta_data( PAYMENT_META, $wish['key'] );
	if ( $plan === 'date-only' ) {
		$order->set_transaction_id( $wish['transaction'] );
		$order->save();
		return;
	}
	$status = $order->get_status();
	$accept = static function ( $statuses ) use ( $status ) {
		return array_merge( (array) $statuses, array( $status ) );
	};
	// Statuses made by plugins ("awaiting-transfer") are payable too: the app has looked, the customer has paid.
	add_filter( 'woocommerce_valid_order_statuses_for_payment_complete', $accept );
	$order->payment_complete( $wish['transaction'] );
	remove_filter( 'woocommerce_valid_order_statuses_for_payment_complete', $accept );
}

/** One note per payment told, whatever was told in between. */
function note_once( \WC_Order $order, array $wish ): void {
	$noted = array_filter( (array) $order->get_meta( NOTE_META ) );
	if ( $wish['note'] === '' || in_array( $wish['key'], $noted, true ) ) {
		return;
	}
	// A process may have died between writing the note and noting that it did.
	if ( ! has_note( $order, $wish['note'] ) ) {
		$order->add_order_note( esc_html( $wish['note'] ) );
	}
	$noted[] = $wish['key'];
	$order->update_meta_data( NOTE_META, $noted );
	$order->save_meta_data();
}

/** Letters and digits are compared: plugins set notes anew. */
function has_note( \WC_Order $order, string $note ): bool {
	$bare = static fn( string $text ): string => (string) preg_replace( '/[^\p{L}\p{N}]+/u', '', html_entity_decode( wp_strip_all_tags( $text ), ENT_QUOTES, 'UTF-8' ) );
	foreach ( wc_get_order_notes( array( 'order_id' => $order->get_id() ) ) as $written ) {
		if ( $bare( $written->content ) === $bare( esc_html( $note ) ) ) {
			return true;
		}
	}
	return false;
}

function order_answer( \WC_Order $order ): array {
	$paid_at = $order->get_date_paid( 'edit' );
	return array(
		'status'        => $order->get_status(),
		'datePaid'      => $paid_at ? gmdate( 'Y-m-d\TH:i:s\Z', $paid_at->getTimestamp() ) : null,
		'transactionId' => $order->get_transaction_id(),
	);
}

/**
 * A lock that holds between processes and servers: the database lets one row of a name in. Out: the token that opens
 * it, '' when somebody else has it. One left by a process that died gives way after a minute.
 */
function take_lock( string $name ): string {
	global $wpdb;
	$option = "reglo_lock_$name";
	$token  = time() . ':' . new_nonce();
	$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO $wpdb->options (option_name, option_value, autoload) VALUES (%s, %s, 'off')", $option, $token ) );
	if ( $wpdb->rows_affected > 0 ) {
		return $token;
	}
	$held = (string) $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", $option ) );
	if ( $held !== '' && (int) $held > time() - LOCK_SECONDS ) {
		return '';
	}
	$wpdb->query( $wpdb->prepare( "UPDATE $wpdb->options SET option_value = %s WHERE option_name = %s AND option_value = %s", $token, $option, $held ) );
	return $wpdb->rows_affected > 0 ? $token : '';
}

function release_lock( string $name, string $token ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "DELETE FROM $wpdb->options WHERE option_name = %s AND option_value = %s", "reglo_lock_$name", $token ) );
}

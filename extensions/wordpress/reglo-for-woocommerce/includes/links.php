<?php
/**
 * What this shop last heard about its orders' links: for lists, filters and mails that must not wait for the app.
 * In a table of our own: a word written on the order would change the order's date, and be news for everybody.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const REFRESH_PER_TICK = 100;

/**
 * Asks the app for an order's link: 'send' also mails it (the same request id never twice), 'pay-url' never mails.
 *
 * @return array An answer of call_app, with `link` from find_link() when it went well.
 */
function ask_for_link( \WC_Order $order, string $verb, int $timeout_seconds, string $request_id = '' ): array {
	$question = array(
		'order'  => (string) $order->get_id(),
		'locale' => get_locale(),
	);
	if ( $verb === 'send' ) {
		$question['request'] = $request_id;
	}
	$answer = call_app( $verb, $question, $timeout_seconds );
	if ( $answer['ok'] && is_array( $answer['body']['link'] ?? null ) ) {
		save_link( $answer['body']['link'], $verb === 'send' );
		$answer['link'] = find_link( $order->get_id() );
	} elseif ( $answer['ok'] ) {
		return failed( 'unreadable', 200 );
	}
	return $answer;
}

/** Keeps what the app said of one link. */
function save_link( array $said, bool $is_sent = false ): void {
	global $wpdb;
	$order_id = (int) ( $said['orderRef'] ?? 0 );
	$before   = find_link( $order_id );
	$wpdb->replace(
		links_table(),
		array(
			'order_id'   => $order_id,
			'status'     => (string) ( $said['status'] ?? '' ),
			'balance'    => (string) ( $said['balance'] ?? '' ),
			'pay_url'    => app_url_only( (string) ( $said['payUrl'] ?? '' ) ),
			'qr_url'     => app_url_only( (string) ( $said['qrUrl'] ?? '' ) ),
			'open_text'  => price_words( (string) ( $said['open'] ?? '' ), (string) ( $said['currency'] ?? '' ) ),
			'created_at' => (int) strtotime( (string) ( $said['createdAt'] ?? '' ) ),
			'expires_at' => (int) strtotime( (string) ( $said['expiresAt'] ?? '' ) ),
			'message'    => (string) wp_json_encode( $said['message'] ?? null ),
			'is_sent'    => $is_sent || ( $before && $before['is_sent'] ) || ! empty( $said['message'] ) ? 1 : 0,
			'seen_at'    => time(),
		)
	);
}

/** An amount as this shop writes its prices, as plain text. In: a plain decimal. */
function price_words( string $amount, string $currency ): string {
	return html_entity_decode( wp_strip_all_tags( wc_price( (float) $amount, array( 'currency' => $currency ) ) ), ENT_QUOTES, 'UTF-8' );
}

/** Shoppers are only ever sent to the app this shop is connected to. */
function app_url_only( string $url ): string {
	$connection = find_connection();
	return $connection !== null && strpos( $url, $connection['app'] . '/' ) === 0 ? $url : '';
}

/** Null when we know of no link. `is_late`: its date has passed and it is not paid. */
function find_link( int $order_id ): ?array {
	return find_links( array( $order_id ) )[ $order_id ] ?? null;
}

/** @return array<int,array> By order id. */
function find_links( array $order_ids ): array {
	global $wpdb;
	$ids = array_filter( array_map( 'absint', $order_ids ) );
	if ( $ids === array() ) {
		return array();
	}
	$rows  = $wpdb->get_results( 'SELECT * FROM ' . links_table() . ' WHERE order_id IN (' . implode( ',', $ids ) . ')', ARRAY_A );
	$links = array();
	foreach ( (array) $rows as $row ) {
		$expires_at  = (int) $row['expires_at'];
		$is_over     = $expires_at > 0 && $expires_at <= time();
		$is_waiting  = in_array( $row['status'], array( 'open', 'expired' ), true );
		$row['open'] = $is_waiting && ! $is_over;
		$row['late'] = $is_waiting && $is_over;
		$row['message']  = json_decode( $row['message'], true );
		$row['is_sent']  = (bool) $row['is_sent'];
		$row['seen_at']  = (int) $row['seen_at'];
		$row['expires_at'] = $expires_at;
		$links[ (int) $row['order_id'] ] = $row;
	}
	return $links;
}

/** Asks the app about several orders at once and keeps the answers. False when it could not be asked. */
function refresh_links( array $order_ids, int $timeout_seconds ): bool {
	$refs = array_map( 'strval', array_slice( array_values( array_filter( array_map( 'absint', $order_ids ) ) ), 0, REFRESH_PER_TICK ) );
	if ( $refs === array() ) {
		return true;
	}
	$answer = call_app( 'links', array( 'orders' => $refs ), $timeout_seconds );
	foreach ( $answer['ok'] ? (array) ( $answer['body']['links'] ?? array() ) : array() as $link ) {
		save_link( (array) $link );
	}
	return $answer['ok'];
}

/** Links that were open when last heard of, longest unheard first, and orders whose link may have been made in the app. */
function refresh_open_links(): void {
	global $wpdb;
	if ( ! is_connected() ) {
		return;
	}
	$known = $wpdb->get_col( $wpdb->prepare( 'SELECT order_id FROM ' . links_table() . " WHERE status IN ('open', 'expired') ORDER BY seen_at LIMIT %d", REFRESH_PER_TICK ) );
	if ( $known && refresh_links( $known, PATIENT_SECONDS ) ) {
		// Also those the app no longer speaks of move to the end of the line.
		$wpdb->query( $wpdb->prepare( 'UPDATE ' . links_table() . ' SET seen_at = %d WHERE order_id IN (' . implode( ',', array_map( 'absint', $known ) ) . ')', time() ) );
	}
	$unpaid = wc_get_orders(
		array(
			'status'  => array( 'pending', 'on-hold', 'failed' ),
			'limit'   => REFRESH_PER_TICK,
			'orderby' => 'modified',
			'order'   => 'DESC',
			'return'  => 'ids',
			'type'    => 'shop_order',
		)
	);
	refresh_links( array_diff( $unpaid, array_map( 'intval', $known ) ), PATIENT_SECONDS );
}

/** Also for a link this shop never asked about: sent from the app, or paid with others on one page. */
function note_link_paid( int $order_id ): void {
	global $wpdb;
	if ( find_link( $order_id ) === null ) {
		save_link( array( 'orderRef' => $order_id, 'status' => 'paid', 'createdAt' => gmdate( 'c' ) ) );
	}
	$wpdb->update( links_table(), array( 'status' => 'paid', 'seen_at' => time() ), array( 'order_id' => $order_id ) );
	delete_transient( "reglo_qr_$order_id" );
}

/** The order is gone for good. */
function forget_link( int $order_id ): void {
	global $wpdb;
	$wpdb->delete( links_table(), array( 'order_id' => $order_id ), array( '%d' ) );
	delete_transient( "reglo_qr_$order_id" );
}

/** A link's state in a word or two. */
function link_state_words( array $link ): string {
	if ( $link['late'] ) {
		return __( 'Late', 'reglo-for-woocommerce' );
	}
	switch ( $link['status'] ) {
		case 'paid':
			return __( 'Paid', 'reglo-for-woocommerce' );
		case 'cancelled':
			return __( 'Cancelled', 'reglo-for-woocommerce' );
		default:
			return $link['balance'] === 'partial' ? __( 'Partly paid', 'reglo-for-woocommerce' ) : __( 'Waiting for payment', 'reglo-for-woocommerce' );
	}
}

/** One of open, late, paid, cancelled: for class names and filters. */
function link_state( array $link ): string {
	if ( $link['late'] ) {
		return 'late';
	}
	return $link['open'] ? 'open' : (string) $link['status'];
}

/** What became of the mail, in a sentence; '' when none was sent. */
function message_words( array $link ): string {
	$message = $link['message'];
	if ( ! is_array( $message ) ) {
		return '';
	}
	$to = (string) ( $message['to'] ?? '' );
	switch ( $message['status'] ?? '' ) {
		case 'sent':
			/* translators: 1: e-mail address, 2: date */
			$sent = sprintf( __( 'Sent to %1$s on %2$s.', 'reglo-for-woocommerce' ), $to, local_moment( (string) ( $message['at'] ?? '' ) ) );
			// Its server has said that it is late, and goes on trying.
			/* translators: %s: reason, the end of the sentence */
			return empty( $message['problem'] ) ? $sent : $sent . ' ' . sprintf( __( 'It has not arrived yet: %s', 'reglo-for-woocommerce' ), mail_problem_words( (string) $message['problem'] ) );
		case 'queued':
			/* translators: %s: e-mail address */
			return sprintf( __( 'On its way to %s.', 'reglo-for-woocommerce' ), $to );
		default:
			/* translators: 1: e-mail address, 2: reason, the end of the sentence */
			return sprintf( __( 'Could not be delivered to %1$s: %2$s', 'reglo-for-woocommerce' ), $to, mail_problem_words( (string) ( $message['problem'] ?? '' ) ) );
	}
}

/** Whether the customer never got the link that waits for them: somebody has to do something. */
function is_undelivered( array $link ): bool {
	$is_lost = is_array( $link['message'] ) && in_array( $link['message']['status'] ?? '', array( 'refused', 'failed' ), true );
	return $is_lost && ( $link['open'] || $link['late'] );
}

/** A moment of the app's, in the shop's zone and language. */
function local_moment( string $iso ): string {
	$at = strtotime( $iso );
	return $at ? (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $at ) : '';
}

function local_day( int $at ): string {
	return (string) wp_date( get_option( 'date_format' ), $at );
}
